"use strict";
const persian = (text) => String(text).replace(/\d/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[digit]);
const latin = (text) => text.replace(/[۰-۹]/g, (digit) => "۰۱۲۳۴۵۶۷۸۹".indexOf(digit));
const form = document.querySelector("form");

const timer = document.querySelector("[data-seconds]");
const end = Date.now() + Number(timer.dataset.seconds) * 1000;
setInterval(() => {
  const left = Math.max(0, Math.round((end - Date.now()) / 1000));
  const clock = [left / 60, left % 60].map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
  timer.firstElementChild.textContent = persian(clock);
  if (left === 0) location.reload();
}, 1000);

form.elements.number.addEventListener("input", (event) => {
  const digits = latin(event.target.value).replace(/\D/g, "").slice(0, 16);
  event.target.value = digits.replace(/(.{4})(?=.)/g, "$1 ");
});

document.querySelector("[data-fill]").addEventListener("click", (event) => {
  const card = JSON.parse(event.target.dataset.fill);
  for (const [name, value] of Object.entries(card)) form.elements[name].value = value;
  form.querySelector(".pay").focus();
});

document.querySelector("[data-otp]").addEventListener("click", async (event) => {
  const answer = await fetch(event.target.dataset.otp, { method: "POST" });
  if (!answer.ok) return location.reload();
  const { otp } = await answer.json();
  const note = document.querySelector("[data-note]");
  note.hidden = false;
  note.textContent = `رمز پویای نمایشی: ${persian(otp)} (در بانک واقعی به تلفن دارندهٔ کارت پیامک می‌شود)`;
  form.elements.password.value = otp;
});
