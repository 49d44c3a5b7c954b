// What arrives on the person's phone, and can a code be copied with one tap?
import { byId, clock, copy, day, direction, h, latin, persian, reconcile } from "./dom.js";
import { ask, follow } from "./wire.js";

const LINK = /https?:\/\/[^\s<>«»]+/;
const CODE = /(?<=(?:کد|رمز|code)[^\n\d۰-۹]{0,40})[\d۰-۹]{4,8}(?![\d۰-۹٬,/:-])|^[\d۰-۹]{4,8}(?=\s[^\n]{0,20}(?:کد|رمز|code))/i;
const known = new Map();
let here = null; // {mobile, close}
let tell = () => {};
let paste = () => {};

export function openPhone(person) {
  here?.close();
  known.clear();
  byId("inbox").replaceChildren();
  byId("owner").textContent = person.name;
  byId("number").textContent = persian(person.mobile);
  byId("sms").hidden = false;
  const phone = { mobile: person.mobile, line: null, close: () => {}, unread: null };
  here = phone;
  phone.close = follow(`kavenegar/events?subject=${person.mobile}`, () => refresh(phone));
}

async function refresh(phone) {
  const answer = await ask(`kavenegar/phone/${phone.mobile}`);
  if (phone === here && answer.ok) show(answer.data);
}

function show(phone) {
  const inbox = byId("inbox");
  const atEnd = inbox.scrollHeight - inbox.scrollTop - inbox.clientHeight < 90;
  const items = [];
  let shownDay = "";
  for (const message of phone.messages) {
    const date = day(message.at);
    if (date !== shownDay) items.push([`day ${date}`, date, () => h("p", { class: "day" }, date)]);
    shownDay = date;
    items.push([`${message.direction}${message.id}`, String(message.read), () => sms(message)]);
  }
  if (!items.length) items.push(["none", "", () => h("p", { class: "empty" }, "هنوز پیامکی نرسیده است.")]);
  const first = known.size === 0;
  reconcile(inbox, known, items);
  if (atEnd || first) inbox.scrollTop = inbox.scrollHeight;
  here.line = phone.messages.findLast((message) => message.direction === "in")?.peer ?? null;
  for (const badge of [byId("badge"), byId("tab-badge")]) {
    badge.hidden = phone.unread === 0;
    badge.replaceChildren(persian(phone.unread), h("span", { class: "sr" }, " پیامک نخوانده"));
  }
  if (here.unread !== null && phone.unread > here.unread) tell(phone.messages.at(-1));
  here.unread = phone.unread;
}

function sms(message) {
  const mine = message.direction === "out";
  return h("article", { class: `bubble ${mine ? "mine" : "bot"} ${message.read ? "" : "unread"}` },
    h("div", { class: "body" },
      h("header", {}, h("span", { class: "sr" }, mine ? "شما به " : "از "), h("bdi", { dir: "ltr" }, persian(message.peer)), !message.read && h("span", { class: "new" }, "تازه")),
      h("p", { class: "text", dir: direction(message.text) }, ...pieces(message.text)),
      h("footer", {}, h("time", {}, clock(message.at)))));
}

function pieces(text) {
  const link = text.match(LINK);
  if (link) return [...pieces(text.slice(0, link.index)), h("a", { href: link[0], dir: "ltr", target: "_blank", rel: "noopener" }, link[0]), ...pieces(text.slice(link.index + link[0].length))];
  const code = text.match(CODE);
  if (!code) return text ? [text] : [];
  const take = () => { copy(latin(code[0]), `کد ${persian(code[0])} رونوشت شد`); paste(latin(code[0])); };
  return [text.slice(0, code.index),
    h("button", { type: "button", class: "otp", title: "رونوشت کد", "aria-label": `رونوشت کد ${persian(code[0])}`, onclick: take }, h("bdi", { dir: "ltr" }, code[0])),
    ...pieces(text.slice(code.index + code[0].length))];
}

export function showNewest() {
  byId("inbox").scrollTop = byId("inbox").scrollHeight;
}

export async function markRead() {
  if (!here?.unread) return;
  await ask(`kavenegar/phone/${here.mobile}/read`, {});
  await refresh(here);
}

export function setUpPhone(onArrival, onCode) {
  tell = onArrival;
  paste = onCode;
  const tick = () => { byId("clock").textContent = clock(Date.now() / 1000); };
  tick();
  setInterval(tick, 5000);
  const panel = document.querySelector('[data-panel="phone"]');
  panel.addEventListener("click", () => markRead());
  panel.addEventListener("keyup", () => markRead());
  byId("sms").addEventListener("submit", async (event) => {
    event.preventDefault();
    const box = byId("sms-box");
    if (!box.value.trim() || !here) return;
    const text = { sender: here.mobile, message: box.value.trim(), ...(here.line && { to: here.line }) };
    box.value = "";
    await ask("kavenegar/inbound", text);
  });
}
