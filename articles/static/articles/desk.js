// Keys and small movements that every page shares.  Nothing here is needed for reading or deciding: each key only
// presses a control that can be seen.

const go = { d: "/", q: "/queue/", a: "/articles/", t: "/trail/" };
let afterG = false;

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

/** Whether keys belong to what is being typed. */
function typing(target) {
  return Boolean(target.closest?.("input:not([type=checkbox], [type=radio], [type=submit]), textarea, select, [contenteditable]"));
}

/** Keys that pages add: { j: (event) => … }.  A page's key wins over the shared ones. */
const keys = {};

// Pages take these from here: their scripts run after this one, and a module that is asked for under two names runs twice.
window.desk = { keys, $, $$, typing };

const shared = {
  "/": () => $("#find")?.focus(),
  "?": () => $("#keys")?.showModal(),
  g: () => { afterG = true; setTimeout(() => { afterG = false; }, 1200); },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && document.activeElement?.id === "find") { document.activeElement.blur(); return; }
  if (typing(event.target) || $("dialog[open]")) return;
  if (afterG && go[event.key]) { location.assign(go[event.key]); return; }
  const act = keys[event.key] ?? shared[event.key];
  if (act && act(event) !== false) event.preventDefault();
});

// Buttons that open a dialog: <button data-dialog="keys">.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-dialog]");
  if (button) document.getElementById(button.dataset.dialog)?.showModal();
});

// A refusal that came through htmx takes the focus, so that it is read at once.
document.addEventListener("htmx:afterSettle", (event) => {
  const problem = event.target.querySelector?.(".problem[tabindex]") ?? (event.target.matches?.(".problem") ? event.target : null);
  problem?.focus();
});

// A select that saves at once presses its own button; without script the button is there to press.
document.addEventListener("change", (event) => {
  const field = event.target.closest("[data-saves]");
  if (field) field.form.requestSubmit();
});

// Somebody who logs in again in another tab comes back to words that are still here: their forms take the new token.
addEventListener("focus", () => {
  const held = document.cookie.split("; ").find((one) => one.startsWith(`${document.body.dataset.csrf}=`));
  if (!held) return;
  const token = held.slice(held.indexOf("=") + 1);
  for (const field of $$("[name=csrfmiddlewaretoken]")) field.value = token;
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
});
