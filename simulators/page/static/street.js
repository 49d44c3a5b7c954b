// Which person is it, and which part of the page is in view?
import { openChat, pasteIntoBox, setUpChat, stayAtEnd } from "./chat.js";
import { byId, copy, h, latin, persian, toast } from "./dom.js";
import { markRead, openPhone, setUpPhone, showNewest } from "./phone.js";
import { setUpStaff } from "./staff.js";
import { ask } from "./wire.js";

let street = { people: [], bot: null, links: [] };
let chosen = null; // mobile

const remember = (name, value) => { try { localStorage.setItem(name, value); } catch { /* private mode */ } };
const recall = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
const narrow = () => matchMedia("(max-width: 60rem)").matches;
const plain = (mobile) => latin(mobile).replace(/[^\d]/g, "").replace(/^(0098|98)?0?(?=9\d{9}$)/, "0");

function go(tab) {
  document.body.dataset.tab = tab;
  remember("tab", tab);
  for (const button of document.querySelectorAll("[data-go]")) {
    if (button.dataset.go === tab) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  if (tab === "chat") stayAtEnd();
  if (tab === "phone") showNewest();
  if (tab === "phone" && narrow()) setTimeout(markRead, 1500);
}

function copyable(label, value) {
  return value && h("button", { type: "button", class: "fact", title: "رونوشت", onclick: () => copy(latin(value), `${label} رونوشت شد`) },
    h("span", {}, label), h("bdi", { dir: "ltr" }, persian(value)));
}

function card(person) {
  const mine = plain(person.mobile) === chosen;
  return h("li", { class: mine ? "person chosen" : "person" },
    h("h3", {}, h("bdi", {}, person.name), mine && h("span", { class: "tag" }, "برگزیده")),
    person.situation && h("p", { class: "situation" }, person.situation),
    person.hint && h("p", { class: "hint" }, person.hint),
    h("div", { class: "facts" }, copyable("کد ملی", person.national_id), copyable("تولد", person.birth_date_jalali), copyable(person.without_mobile ? "همراه (ثبت‌نشده)" : "همراه", person.mobile)),
    h("button", { type: "button", class: mine ? "" : "solid", onclick: () => choose(person) }, mine ? "باز کردن گفتگو" : "این شخص باش"));
}

function showPeople() {
  const wanted = byId("find").value.trim();
  const fits = (person) => Object.values(person).some((value) => String(value).includes(wanted) || String(value).includes(latin(wanted)));
  byId("people").replaceChildren(...street.people.filter(fits).map(card));
  byId("no-people").hidden = street.people.length > 0;
  document.querySelector(".find").hidden = street.people.length < 4;
  byId("links").replaceChildren(...street.links.map((link) => h("li", {}, h("a", { href: link.url, target: "_blank", rel: "noopener" }, link.title))));
}

async function telegramUser(person) {
  const phone = `98${plain(person.mobile).slice(1)}`;
  const all = await ask("telegram/users");
  const found = all.data?.find?.((user) => plain(user.phone ?? "") === plain(person.mobile));
  if (found || !all.ok) return found ?? null;
  const [first, ...rest] = person.name.trim().split(/\s+/);
  const made = await ask("telegram/users", { first_name: first, last_name: rest.join(" ") || null, phone, language_code: "fa" });
  return made.ok ? made.data : null;
}

async function choose(person, show = true) {
  const mobile = plain(person.mobile);
  if (!/^09\d{9}$/.test(mobile)) return toast("تلفن همراه مانند ۰۹۱۲۱۲۳۴۵۶۷ است.");
  chosen = mobile;
  remember("person", JSON.stringify({ name: person.name, mobile }));
  history.replaceState(null, "", `#${mobile}`);
  showPeople();
  openPhone({ name: person.name, mobile });
  const user = await telegramUser(person);
  if (!street.bot) toast("هنوز رباتی پشت این گفتگو نیست.");
  else if (user) await openChat(user, street.bot);
  if (show && narrow()) go("chat");
}

// A moment after the start of the demonstration its files or its bot may not be there yet: ask again.
async function load() {
  const [files, bots] = await Promise.all([ask("page/street"), ask("telegram/bots")]);
  if (files.ok && bots.ok) {
    const id = files.data.bot ? Number(files.data.bot.token.split(":")[0]) : bots.data[0]?.id;
    const known = bots.data.find((bot) => bot.id === id);
    street = { ...files.data, bot: known ? { id, name: files.data.bot?.name ?? known.first_name } : null };
    document.title = street.bot ? `${street.bot.name}: گفتگو و تلفن` : "گفتگو و تلفن";
    showPeople();
  }
  return Boolean(street.bot);
}

async function begin() {
  setUpChat();
  setUpPhone((message) => {
    if (narrow() && document.body.dataset.tab !== "phone") toast(`پیامک تازه: ${message.text.split("\n")[0]}`);
  }, pasteIntoBox);
  byId("find").addEventListener("input", showPeople);
  byId("own").addEventListener("submit", (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    choose({ name: form.get("name"), mobile: form.get("mobile") });
  });
  for (const button of document.querySelectorAll("[data-go]")) button.addEventListener("click", () => go(button.dataset.go));
  let stored = null;
  try { stored = JSON.parse(recall("person")); } catch { /* somebody else's entry */ }
  const restore = () => {
    const mobile = plain(location.hash.slice(1)) || stored?.mobile;
    const person = street.people.find((one) => plain(one.mobile) === mobile) ?? (stored?.mobile === mobile ? stored : mobile && { name: "مهمان", mobile });
    if (person && street.bot) choose(person, false);
  };
  addEventListener("hashchange", () => { if (plain(location.hash.slice(1)) !== chosen) restore(); });
  go(location.hash || stored ? recall("tab") ?? "chat" : "people");
  let ready = await load();
  setUpStaff();
  restore();
  while (!ready) {
    await new Promise((done) => setTimeout(done, 2000));
    ready = await load();
    if (ready) restore();
  }
}

begin();
