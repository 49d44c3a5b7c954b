// What makes the console quick: links and forms change the page without loading it whole, numbers stay fresh, days can
// be picked. Everything works without it.
"use strict";
(() => {
  const texts = () => document.body.dataset;
  const persian = () => document.documentElement.lang === "fa";
  const digits = (value) => persian() ? String(value).replace(/[0-9]/g, (d) => "۰۱۲۳۴۵۶۷۸۹"[d]) : String(value);
  const latin = (value) => value.replace(/[۰-۹]/g, (d) => "۰۱۲۳۴۵۶۷۸۹".indexOf(d)).replace(/[٠-٩]/g, (d) => "٠١٢٣٤٥٦٧٨٩".indexOf(d));

  // ---- pages without loading
  let asking = null;
  async function visit(url, options, push) {
    asking?.abort();
    asking = new AbortController();
    document.body.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url, { ...options, signal: asking.signal, credentials: "same-origin" });
      const kind = answer.headers.get("content-type") || "";
      const page = kind.includes("text/html") ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
      if (!page || !page.querySelector(".shell") || !document.querySelector(".shell")) { location.assign(answer.url); return; }
      show(page);
      // What a form answers without leading on has no address of its own: reading it again would not be the same.
      if (push && (answer.redirected || !options.method)) history.pushState({}, "", answer.url);
    } catch (fault) {
      if (fault.name !== "AbortError") tell(texts().failed);
    } finally {
      document.body.removeAttribute("aria-busy");
    }
  }
  function show(page) {
    document.title = page.title;
    document.querySelector(".shell").replaceWith(document.adoptNode(page.querySelector(".shell")));
    window.scrollTo(0, 0);
    document.querySelector("main").focus({ preventScroll: true });
    furnish();
  }
  function tell(words) {
    const note = document.createElement("p");
    note.className = "note bad"; note.setAttribute("role", "alert"); note.textContent = words;
    document.querySelector("main").prepend(note);
  }
  const ours = (url) => url.origin === location.origin && /^\/console(\/|$)/.test(url.pathname) && !/sign-out|language|static|oidc/.test(url.pathname);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link.target) return;
    const url = new URL(link.href);
    if (!ours(url) || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    visit(url, {}, true);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target, button = event.submitter;
    const url = new URL(button?.hasAttribute("formaction") ? button.formAction : form.getAttribute("action") || location.href, location.href);
    if (!ours(url) || form.target || !document.querySelector(".shell")) return;
    event.preventDefault();
    const filled = new URLSearchParams(new FormData(form, button));
    if (form.method === "get") {
      for (const [name, value] of [...filled]) if (!value) filled.delete(name);
      url.search = filled;
      visit(url, {}, true);
    } else {
      visit(url, { method: "POST", body: filled }, true);
    }
  });
  window.addEventListener("popstate", () => visit(location.href, {}, false));

  // ---- numbers that stay fresh, and a page that looks again
  async function count() {
    const list = document.querySelector("[data-counts]");
    if (!list || document.hidden) return;
    try {
      const answer = await fetch(list.dataset.counts, { credentials: "same-origin" });
      if (!answer.ok || !(answer.headers.get("content-type") || "").includes("json")) return;
      for (const [name, number] of Object.entries(await answer.json())) {
        const place = list.querySelector(`[data-count="${name}"]`);
        const words = digits(number.toLocaleString("en").replaceAll(",", "٬"));
        if (name === "late") place?.closest("li").classList.toggle("late", number > 0);
        if (place && place.textContent.replace(/[\u2066-\u2069]/g, "") !== words) place.textContent = words;
      }
    } catch { /* the next look finds it */ }
  }
  setInterval(count, 8000);
  let again = 0;

  // ---- what a page gets when it is there
  function furnish() {
    clearTimeout(again);
    const waits = document.querySelector("[data-again]");
    if (waits) again = setTimeout(() => visit(location.href, {}, false), 1000 * Number(waits.dataset.again));
    const all = document.querySelector("[data-all]");
    if (all) {
      all.hidden = false;
      all.addEventListener("change", () => {
        for (const each of document.querySelectorAll('input[name="ref"]:not(:disabled)')) each.checked = all.checked;
      });
    }
    document.querySelectorAll("input[data-day]").forEach(pickable);
  }

  // ---- the Jalali calendar: leap years by the cycle of 33, right from 1343 to 1472
  const leaps = (year) => Math.floor((year * 8 + 21) / 33);
  const isLeap = (year) => leaps(year + 1) > leaps(year);
  const length = (year, month) => month <= 6 ? 31 : month < 12 || isLeap(year) ? 30 : 29;
  const count_of = ([year, month, day]) => year * 365 + leaps(year) + (month <= 7 ? 31 * (month - 1) : 186 + 30 * (month - 7)) + day;
  const weekday = (date) => (count_of(date) - count_of([1405, 9, 7]) % 7 + 7 * 1e6) % 7; // 1405-09-07 is a Saturday
  function plus([year, month, day], days) {
    for (day += days; day > length(year, month);) { day -= length(year, month); if (++month > 12) { month = 1; year++; } }
    for (; day < 1;) { if (--month < 1) { month = 12; year--; } day += length(year, month); }
    return [year, month, day];
  }
  function read(text) {
    const found = latin(text).match(/^\s*(1[34]\d\d)[/-](\d{1,2})[/-](\d{1,2})\s*$/);
    const date = found ? [Number(found[1]), Number(found[2]), Number(found[3])] : null;
    return date && date[1] >= 1 && date[1] <= 12 && date[2] >= 1 && date[2] <= length(date[0], date[1]) ? date : null;
  }
  const write = ([year, month, day]) => digits(`${year}/${String(month).padStart(2, "0")}/${String(day).padStart(2, "0")}`);

  function pickable(field) {
    const label = field.closest("label");
    const button = document.createElement("button");
    button.type = "button"; button.className = "small pick"; button.textContent = "▦";
    button.setAttribute("aria-label", `${texts().pick}: ${label.firstChild.textContent.trim()}`);
    const box = document.createElement("div");
    box.className = "dayfield";
    label.after(box);
    box.append(label, button);
    button.addEventListener("click", () => open(field, button));
  }
  function open(field, button) {
    let at = read(field.value) || read(texts().today);
    const today = read(texts().today), months = texts().months.split("|"), names = texts().weekdays.split("|");
    const dialog = document.createElement("dialog");
    dialog.className = "calendar";
    dialog.setAttribute("aria-label", texts().pick);
    document.body.append(dialog);
    const close = () => { dialog.close(); dialog.remove(); button.focus(); };
    const make = (tag, words, more = {}) => Object.assign(document.createElement(tag), { textContent: words, ...more });
    function draw() {
      const head = make("div", "", { className: "head" });
      const step = (words, by) => {
        const one = make("button", by < 0 ? "›" : "‹", { type: "button", className: "small" });
        one.setAttribute("aria-label", words);
        one.addEventListener("click", () => { at = plus([at[0], at[1], 1], by < 0 ? -1 : length(at[0], at[1])); draw(); });
        return one;
      };
      const title = make("strong", `${months[at[1] - 1]} ${digits(at[0])}`);
      title.setAttribute("aria-live", "polite");
      head.append(step(texts().earlier, -1), title, step(texts().later, 1));
      const grid = make("table", ""), top = make("tr", ""), body = make("tbody", "");
      grid.setAttribute("role", "grid");
      for (const name of names) top.append(make("th", name.slice(0, 1), { scope: "col", title: name }));
      const first = weekday([at[0], at[1], 1]);
      for (let cell = 0, row; cell < first + length(at[0], at[1]); cell++) {
        if (cell % 7 === 0) { row = make("tr", ""); body.append(row); }
        const td = make("td", "");
        if (cell >= first) {
          const date = [at[0], at[1], cell - first + 1], one = make("button", digits(date[2]), { type: "button" });
          one.setAttribute("aria-label", `${names[cell % 7]} ${digits(date[2])} ${months[at[1] - 1]} ${digits(at[0])}`);
          one.tabIndex = date[2] === at[2] ? 0 : -1;
          if (count_of(date) === count_of(today)) one.setAttribute("aria-current", "date");
          one.addEventListener("click", () => { field.value = write(date); close(); });
          td.append(one);
        }
        row.append(td);
      }
      const headRow = make("thead", ""); headRow.append(top);
      grid.append(headRow, body);
      const end = make("button", texts().close, { type: "button", className: "small" });
      end.addEventListener("click", close);
      dialog.replaceChildren(head, grid, end);
      grid.querySelector('button[tabindex="0"]').focus();
    }
    const steps = { ArrowDown: 7, ArrowUp: -7, PageDown: 30, PageUp: -30 };
    dialog.addEventListener("keydown", (event) => {
      const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
      const by = event.key === forward ? 1 : event.key === "ArrowLeft" || event.key === "ArrowRight" ? -1 : steps[event.key];
      if (!by || !event.target.closest("table")) return;
      event.preventDefault();
      at = plus(at, by);
      draw();
    });
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); close(); });
    dialog.addEventListener("click", (event) => { if (event.target === dialog) close(); });
    dialog.showModal();
    draw();
  }
  furnish();
})();
