// How does the page ask the street, and how does it hear that something changed?
import { byId } from "./dom.js";

let linked = true;
export const isLinked = () => linked;

function setLink(up) {
  byId("offline").hidden = up;
  if (up === linked) return;
  linked = up;
  dispatchEvent(new Event("street-link"));
}

export async function ask(path, body, method = body === undefined ? "GET" : "POST") {
  const form = body instanceof FormData;
  const answer = await fetch(`/control/${path}`, {
    method,
    headers: form || body === undefined ? {} : { "Content-Type": "application/json" },
    body: form ? body : body && JSON.stringify(body),
  }).catch(() => null);
  setLink(answer !== null);
  if (!answer) return { ok: false, status: 0, data: null };
  const data = await answer.json().catch(() => null);
  return { ok: answer.ok, status: answer.status, data };
}

// Calls `look` now, after every event of the stream, after each reconnection, and every 2 s while there is no stream.
export function follow(path, look) {
  let source, timer, poll, ended = false;
  const soon = () => { clearTimeout(timer); timer = setTimeout(look, 40); };
  const connect = () => {
    if (ended) return;
    source = new EventSource(`/control/${path}`);
    source.onmessage = soon;
    source.onopen = () => { clearInterval(poll); poll = undefined; setLink(true); soon(); };
    source.onerror = () => {
      poll ??= setInterval(look, 2000);
      if (source.readyState === EventSource.CLOSED) setTimeout(connect, 2000);
    };
  };
  connect();
  look();
  return () => { ended = true; source.close(); clearInterval(poll); clearTimeout(timer); };
}
