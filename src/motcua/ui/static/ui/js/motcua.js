// Small comforts on top of pages that work without them. Nothing here decides anything.
"use strict";

const each = (root, selector, act) => root.querySelectorAll(selector).forEach(act);

// Before leaving a form with unsaved input, the browser asks. Submitting is not leaving.
const unsaved = new Set();
const guardForm = (form) => {
  form.addEventListener("input", () => unsaved.add(form));
  form.addEventListener("submit", (event) => event.defaultPrevented || unsaved.delete(form));
};
window.addEventListener("beforeunload", (event) => {
  for (const form of unsaved) if (form.isConnected) event.preventDefault();
});

// A file over the limit is refused before it is sent, with the sentence the server would give.
const checkSize = (input) => {
  const message = document.getElementById(`${input.id}-size`);
  input.addEventListener("change", () => {
    const tooBig = [...input.files].some((file) => file.size > Number(input.dataset.maxBytes));
    message.textContent = tooBig ? input.dataset.tooBig : "";
    message.hidden = !tooBig;
    input.setAttribute("aria-invalid", String(tooBig));
    if (tooBig) input.value = "";
  });
};

const countChosen = (form) => {
  const words = form.querySelector("[data-bulk-count]");
  const before = words.textContent;
  form.addEventListener("change", () => {
    const chosen = form.querySelectorAll("[name=chosen]:checked").length;
    words.textContent = chosen ? words.dataset.words.replace("{n}", chosen) : before;
  });
};

const askFirst = (form) => {
  form.addEventListener("submit", (event) => {
    if (!window.confirm(form.dataset.confirm)) event.preventDefault();
  });
};

// The same form sent twice by a double click is sent once; the server is idempotent all the same.
const sendOnce = (form) => {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 3000);
  });
};

// An answer that decides which questions follow: ask the server for the form again, keep what is typed.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-reloads]")) {
    event.target.form.dispatchEvent(new CustomEvent("answers-changed"));
  }
});

const enhance = (root) => {
  each(root, "form[data-confirm]", askFirst);
  each(root, "form[data-guard]", guardForm);
  each(root, "form[method=post]", sendOnce);
  each(root, "form[data-bulk]", countChosen);
  each(root, "input[type=file][data-max-bytes]", checkSize);
  each(root, ".needs-js", (element) => (element.hidden = false));
  each(root, ".without-js", (element) => (element.hidden = true));
  each(root, "[data-print]", (button) => button.addEventListener("click", () => window.print()));
  const first = root.querySelector("[data-focus]");
  if (first) first.focus();
};

document.addEventListener("DOMContentLoaded", () => enhance(document));
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) enhance(event.target);
});
// Coming back by the browser's own button: the page is alive again and may be sent.
window.addEventListener("pageshow", () => each(document, "form[data-sent]", (form) => delete form.dataset.sent));
