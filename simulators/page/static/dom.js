// How is a piece of the page made, and how are digits, times and texts shown?

export const persian = (text) => String(text).replace(/\d/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[digit]);
export const latin = (text) => String(text).replace(/[۰-۹]/g, (digit) => "۰۱۲۳۴۵۶۷۸۹".indexOf(digit));
export const byId = (id) => document.getElementById(id);

// Of a whole message, as its letters have it: figures alone go as the page does.
export const direction = (text) => (/[\u0600-\u06ff]/.test(text) || !/\p{L}/u.test(text) ? "rtl" : "ltr");

const hours = new Intl.DateTimeFormat("fa-IR", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Tehran" });
const days = new Intl.DateTimeFormat("fa-IR", { weekday: "long", day: "numeric", month: "long", timeZone: "Asia/Tehran" });
export const clock = (seconds) => hours.format(new Date(seconds * 1000));
export const day = (seconds) => days.format(new Date(seconds * 1000));

export function size(bytes) {
  if (bytes < 1024) return `${persian(bytes)} بایت`;
  const kilo = bytes / 1024;
  return kilo < 1024 ? `${persian(Math.round(kilo))} کیلوبایت` : `${persian((kilo / 1024).toFixed(1)).replace(".", "٫")} مگابایت`;
}

// h("button", {class: "x", onclick: f}, "text", child) → element; null and false children are left out.
export function h(name, props, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(props ?? {})) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, "");
    else if (value !== false && value != null) node.setAttribute(key, value);
  }
  node.append(...children.flat().filter((child) => child != null && child !== false));
  return node;
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

export function toast(text) {
  const node = h("p", {}, text);
  byId("toasts").append(node);
  setTimeout(() => node.remove(), 3500);
}

export async function copy(text, words) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const box = h("textarea", {});
    box.value = text;
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }
  toast(words);
}

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote", expandable_blockquote: "blockquote" };

// A text with its entities (UTF-16 offsets, as JavaScript counts) as nodes; `act` answers a tapped command.
export function rich(text, entities, act, from = 0, to = text.length) {
  const nodes = [];
  let at = from;
  while (at < to) {
    const entity = entities.find((one) => one.offset >= at && one.offset < to);
    if (!entity) break;
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    const inner = rich(text, entities.slice(entities.indexOf(entity) + 1), act, entity.offset, end);
    nodes.push(wrap(entity, text.slice(entity.offset, end), inner, act));
    at = end;
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function wrap(entity, words, inner, act) {
  const away = { target: "_blank", rel: "noopener" };
  switch (entity.type) {
    case "text_link": return h("a", { href: entity.url, ...away }, ...inner);
    case "url": return h("a", { href: words, dir: "ltr", ...away }, ...inner);
    case "spoiler": return h("span", { class: "spoiler", tabindex: "0", onclick: (e) => e.currentTarget.classList.add("seen") }, ...inner);
    case "bot_command": return h("button", { type: "button", class: "text-link", dir: "ltr", onclick: () => act(words) }, ...inner);
    case "code": return h("code", { dir: /[\u0600-\u06ff]/.test(words) ? "rtl" : "ltr", title: "رونوشت", onclick: () => copy(words, "رونوشت برداشته شد") }, ...inner);
    default: return TAGS[entity.type] ? h(TAGS[entity.type], {}, ...inner) : h("span", {}, ...inner);
  }
}

// Replace only what changed: `items` are [key, signature, make]; nodes are kept in `known` (a Map).
export function reconcile(parent, known, items) {
  const keys = new Set(items.map(([key]) => key));
  for (const [key, entry] of known) {
    if (!keys.has(key)) { entry.node.remove(); known.delete(key); }
  }
  let before = parent.firstChild;
  for (const [key, signature, make] of items) {
    let entry = known.get(key);
    if (!entry || entry.signature !== signature) {
      const node = make();
      const focused = entry?.node.contains(document.activeElement);
      if (entry) { if (before === entry.node) before = node; entry.node.replaceWith(node); }
      if (focused) (node.querySelector("button, a") ?? parent).focus();
      entry = { node, signature };
      known.set(key, entry);
    }
    if (entry.node === before) before = before.nextSibling;
    else parent.insertBefore(entry.node, before);
  }
}
