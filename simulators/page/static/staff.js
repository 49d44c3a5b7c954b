// Who of the staff can be tried, with which password, and what does their device show now?
import { byId, copy, h, persian } from "./dom.js";
import { ask } from "./wire.js";

let next = 0;

const fact = (label, value) => h("button", { type: "button", class: "fact", title: "رونوشت", onclick: () => copy(value, `${label} رونوشت شد`) },
  h("span", {}, label), h("bdi", { dir: "ltr" }, value));

function card(account, seconds) {
  return h("li", { class: "person" },
    h("h3", {}, h("bdi", {}, account.title)),
    account.office && h("p", { class: "situation" }, account.office),
    h("div", { class: "facts" }, fact("کاربر", account.user), fact("گذرواژه", account.password), fact(`رمز دستگاه (${persian(seconds)} ثانیه)`, account.code)));
}

async function show() {
  clearTimeout(next);
  if (!byId("staff").open) return;
  const found = await ask("page/staff");
  if (found.ok) byId("accounts").replaceChildren(...found.data.accounts.map((account) => card(account, found.data.seconds)));
  next = setTimeout(show, 1000 * Math.min(5, found.ok ? found.data.seconds : 5));
}

export async function setUpStaff() {
  const found = await ask("page/staff");
  byId("staff").hidden = !(found.ok && found.data.accounts.length);
  if (found.ok && found.data.url) byId("console").href = found.data.url;
  byId("staff").addEventListener("toggle", show);
}
