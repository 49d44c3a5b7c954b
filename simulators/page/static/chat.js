// What is said between the person and the bot, and what can the person do there?
import { byId, clock, copy, day, direction, h, icon, persian, reconcile, rich, size, toast } from "./dom.js";
import { ask, follow, isLinked } from "./wire.js";

const ACTIONS = { typing: "در حال نوشتن…", upload_document: "در حال فرستادن پرونده…", upload_photo: "در حال فرستادن عکس…" };
const known = new Map();
const waiting = new Set();
let here = null; // {user, path, close, answered}
let last = null; // the transcript shown
let stuck = true; // the newest message is in view, or was before anything below it grew
const isAtEnd = (log) => log.scrollHeight - log.scrollTop - log.clientHeight < 90;

export async function openChat(user, bot) {
  here?.close();
  known.clear();
  waiting.clear();
  byId("log").replaceChildren();
  last = null;
  const chat = { user, bot, answered: null, close: () => {} };
  here = chat;
  byId("bot-name").textContent = bot.name;
  byId("avatar").textContent = bot.name.trim()[0] ?? "؟";
  chat.close = follow(`telegram/chats/${user.id}/events?bot=${bot.id}`, () => refresh(chat));
}

async function act(verb, body = {}) {
  if (!here) return null;
  const answer = await ask(`telegram/chats/${here.user.id}/${verb}?bot=${here.bot.id}`, body);
  if (!answer.ok && answer.status) toast(answer.status === 404 ? "این دکمه دیگر نیست." : "این کار اکنون شدنی نیست.");
  return answer;
}

async function refresh(chat) {
  const answer = await ask(`telegram/chats/${chat.user.id}/transcript?bot=${chat.bot.id}&limit=150&unmet=true`);
  if (chat === here && answer.ok) show(answer.data);
}

function show(chat) {
  const log = byId("log");
  stuck = !last || stuck || isAtEnd(log);
  const items = [];
  let shownDay = "";
  for (const message of chat.messages) {
    const date = day(message.date);
    if (date !== shownDay) items.push([`day ${date}`, date, () => h("p", { class: "day" }, date)]);
    shownDay = date;
    items.push([message.message_id, signature(message), () => bubble(message)]);
  }
  if (chat.draft) items.push(["draft", chat.draft, () => h("article", { class: "bubble bot draft" }, h("p", { class: "text" }, chat.draft))]);
  if (!items.length) items.push(["none", "", () => h("p", { class: "empty" }, "هنوز چیزی گفته نشده است.")]);
  reconcile(log, known, items);
  stayAtEnd();
  showState(chat);
  showKeyboard(chat.reply_keyboard);
  showAnswers(chat.answers);
  last = chat;
}

const signature = (message) => JSON.stringify(message) + [...waiting].filter((key) => key.startsWith(`${message.message_id} `));

// A hidden panel has no height, so this is called again when the chat comes into view.
export function stayAtEnd() {
  if (stuck) byId("log").scrollTop = byId("log").scrollHeight;
}

function showState(chat) {
  const blocked = chat.state === "blocked";
  const open = chat.state === "started" || chat.state === "member";
  byId("chat-state").textContent = !isLinked() ? "ارتباط قطع است" : blocked ? "مسدود شده است" : ACTIONS[chat.action] ?? (open ? "برخط" : "هنوز آغاز نشده");
  byId("write").hidden = !open;
  byId("start").hidden = open;
  byId("start").firstElementChild.textContent = blocked ? "رفع مسدودی و شروع دوباره" : "شروع گفتگو";
  byId("block").textContent = blocked ? "رفع مسدودی ربات" : "مسدود کردن ربات";
  byId("block").disabled = chat.state === null;
}

function showKeyboard(keyboard) {
  const box = byId("reply");
  const rows = keyboard?.keyboard ?? [];
  byId("box").placeholder = keyboard?.input_field_placeholder ?? "پیام بنویسید…";
  const now = JSON.stringify(rows);
  if (box.dataset.rows === now) return;
  box.dataset.rows = now;
  box.hidden = rows.length === 0;
  box.replaceChildren(...rows.map((row) => h("div", { class: "keys" }, row.map((button) =>
    h("button", { type: "button", onclick: () => act("press", { label: button.text, reply: true }) }, h("bdi", {}, button.text))))));
}

function showAnswers(answers) {
  const done = answers.filter((answer) => answer.answered);
  for (const answer of done) waiting.delete(`${answer.message_id} ${answer.data}`);
  if (here.answered) {
    for (const answer of done.filter((one) => !here.answered.has(one.callback_id))) {
      if (answer.url) window.open(answer.url, "_blank", "noopener");
      if (answer.text && answer.show_alert) { byId("alert-text").textContent = answer.text; byId("alert").showModal(); }
      else if (answer.text) toast(answer.text);
    }
  }
  here.answered = new Set(done.map((answer) => answer.callback_id));
  for (const node of document.querySelectorAll("[aria-busy]")) {
    if (!waiting.has(node.dataset.key)) node.removeAttribute("aria-busy");
  }
}

function bubble(message) {
  const mine = message.from === "user";
  const words = message.text ?? message.caption;
  const say = (text) => act("text", { text });
  return h("article", { class: `bubble ${mine ? "mine" : "bot"}`, "data-id": message.message_id },
    h("div", { class: "body" },
      h("span", { class: "sr" }, mine ? "شما: " : `${message.sender.name}: `),
      message.forwarded && h("small", {}, "بازفرستاده"),
      message.files.map(file),
      message.contact && contact(message.contact),
      message.location && h("p", { class: "card" }, "📍 جای روی نقشه"),
      words && h("p", { class: "text", dir: direction(words) }, ...rich(words, message.entities, say)),
      h("footer", {},
        message.protected && h("span", { class: "lock", title: "این پیام بازفرستاده یا ذخیره نمی‌شود" }, icon("lock"), h("span", { class: "sr" }, "محافظت‌شده")),
        message.edited && h("span", {}, "ویرایش‌شده"),
        h("time", {}, clock(message.date)))),
    message.inline_keyboard.length > 0 && h("div", { class: "inline" }, message.inline_keyboard.map((row) =>
      h("div", { class: "keys" }, row.map((button) => key(message.message_id, button))))));
}

function key(id, button) {
  const label = h("bdi", {}, button.text);
  const address = button.url ?? button.web_app?.url;
  if (address) return h("a", { href: address, target: "_blank", rel: "noopener" }, label, h("span", { class: "out", "aria-hidden": "true" }, "↗"), h("span", { class: "sr" }, "در برگهٔ تازه"));
  if (button.copy_text) return h("button", { type: "button", onclick: () => copy(button.copy_text.text, "رونوشت برداشته شد") }, label);
  const name = `${id} ${button.callback_data}`;
  const press = (event) => {
    waiting.add(name);
    event.currentTarget.setAttribute("aria-busy", "true");
    setTimeout(() => { waiting.delete(name); document.querySelectorAll("[aria-busy]").forEach((node) => node.dataset.key === name && node.removeAttribute("aria-busy")); }, 12000);
    act("press", { data: button.callback_data, message_id: id });
  };
  return h("button", { type: "button", class: button.style, "data-key": name, "aria-busy": waiting.has(name) && "true", onclick: press }, label);
}

function file(one) {
  const name = one.name ?? { photo: "عکس", voice: "صدا", video: "فیلم" }[one.kind] ?? "پرونده";
  if (one.kind === "photo") return h("a", { href: one.url, target: "_blank", rel: "noopener", class: "photo" }, h("img", { src: one.url, alt: name, width: one.width, height: one.height, onload: stayAtEnd }));
  return h("a", { href: one.url, target: "_blank", rel: "noopener", class: "card", "data-kind": one.kind },
    icon("file"), h("span", {}, h("bdi", {}, name), h("small", {}, size(one.size))));
}

// Telegram gives numbers without the plus.
const international = (number) => persian(number.replace(/^(?=[1-9])/, "+"));

function contact(card) {
  return h("p", { class: "card" }, h("span", {}, h("bdi", {}, [card.first_name, card.last_name].filter(Boolean).join(" ")), h("bdi", { dir: "ltr" }, international(card.phone_number))));
}

async function sendFile(kind, blob, name) {
  const form = new FormData();
  form.set("kind", kind);
  form.set("name", name);
  form.set("file", blob, name);
  await act("file", form);
}

function samplePhoto() {
  const canvas = h("canvas", { width: 640, height: 420 });
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#d9e6e2"; pen.fillRect(0, 0, 640, 420);
  pen.fillStyle = "#0b6b63"; pen.fillRect(30, 30, 580, 70);
  pen.fillStyle = "#41525c";
  for (let line = 0; line < 6; line++) pen.fillRect(60, 140 + line * 40, 520 - (line % 3) * 90, 14);
  return new Promise((done) => canvas.toBlob((blob) => done(blob), "image/jpeg", 0.85));
}

const DEEDS = {
  start: () => act("start"),
  photo: async () => sendFile("photo", await samplePhoto(), "photo.jpg"),
  file: () => byId("file").click(),
  "own-contact": () => act("contact", { own: true }),
  "other-contact": () => act("contact", { phone: "989350000000", first_name: "آشنای", last_name: "من", user_id: 777000 }),
  block: () => act(last?.state === "blocked" ? "unblock" : "block"),
};

// What the bot has set as its menu, above the other deeds.
async function offerCommands() {
  const answer = here && await ask(`telegram/menu/${here.user.id}?bot=${here.bot.id}`);
  const commands = answer?.ok ? answer.data : [];
  byId("commands").replaceChildren(...commands.map((one) => h("button", { type: "button", onclick: () => act("text", { text: `/${one.command}` }) },
    one.description, " ", h("bdi", { dir: "ltr" }, `/${one.command}`))));
}

export function pasteIntoBox(text) {
  byId("box").value = text;
  byId("box").focus();
}

export function setUpChat() {
  const box = byId("box");
  const log = byId("log");
  const grow = () => {
    box.style.blockSize = "auto";
    const whole = box.scrollHeight + box.offsetHeight - box.clientHeight;
    box.style.blockSize = `${Math.min(whole, 160)}px`;
    box.style.overflowY = whole > 160 ? "auto" : "hidden";
  };
  let height = log.clientHeight; // a scroll that comes before the change of height was seen is not the reader's
  log.addEventListener("scroll", () => { if (log.clientHeight === height) stuck = isAtEnd(log); });
  new ResizeObserver(() => { height = log.clientHeight; stayAtEnd(); }).observe(log);
  addEventListener("street-link", () => last && showState(last));
  const send = async () => {
    const text = box.value.trim();
    if (!text) return;
    box.value = "";
    grow();
    byId("log").scrollTop = byId("log").scrollHeight;
    const answer = await act("text", { text });
    if (!answer?.ok && !box.value) box.value = text;
  };
  box.addEventListener("input", grow);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
  });
  byId("write").addEventListener("submit", (event) => { event.preventDefault(); send(); });
  byId("start").firstElementChild.addEventListener("click", () => act("start"));
  byId("file").addEventListener("change", async (event) => {
    const chosen = event.target.files[0];
    if (chosen) await sendFile(chosen.type.startsWith("image/") ? "photo" : "document", chosen, chosen.name);
    event.target.value = "";
  });
  const menu = byId("menu");
  menu.addEventListener("click", (event) => {
    const deed = event.target.closest("[data-do]")?.dataset.do;
    if (deed) DEEDS[deed]();
    if (event.target.closest("button")) menu.open = false;
  });
  menu.addEventListener("toggle", () => menu.open && offerCommands());
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  menu.addEventListener("keydown", (event) => { if (event.key === "Escape") { menu.open = false; menu.firstElementChild.focus(); } });
}

