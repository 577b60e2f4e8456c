// The workbench: keys press controls that can be seen, the claim in hand is marked in the text, nothing scrolls that is
// in sight, and what was typed about a claim is still there when one comes back to it.

const { keys, $, $$, typing } = window.desk;
const drafts = new Map();

const visible = (element) => element.getClientRects().length > 0;
const number = () => $("#_claim")?.dataset.number;

/** Open a folded part and go to its first field. */
function unfold(details) {
  details.open = true;
  ($("input:not([type=hidden]), select, textarea, button", details) ?? $("summary", details)).focus();
}

function choose(radio) {
  const folded = radio.closest("details:not([open])");
  if (folded) folded.open = true;
  radio.checked = true;
  (radio.value === "verified" ? radio : $("#note")).focus();
}

/** Press the control that carries this key; whether there is one. */
function press(key) {
  const control = $$(`[data-key="${CSS.escape(key)}"]`).find((one) => one.type === "radio" || visible(one));
  if (!control) return false;
  if (control.localName === "details") {
    const around = control.parentElement.closest("details:not([open])");
    if (around) around.open = true;
    unfold(control);
  } else if (control.type === "radio") choose(control);
  else control.click();
  return true;
}

for (const key of "jkvduiearombpwz-123456789") keys[key] = () => press(key);

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = document.activeElement.closest("#_claim, #_article_head") ? document.activeElement.form ?? $("#_decide") : $("#_decide");
    if (form) { event.preventDefault(); form.requestSubmit(); }
  } else if (event.key === "Escape" && !$("dialog[open]")) {
    if (typing(event.target)) event.target.blur();
    else if ($("#_add_claim:not([hidden])")) getSelection().removeAllRanges();
    else first(number())?.focus({ preventScroll: true });
  }
});

// A tick is a change of the claim: the forms that stand open follow its version, so that nobody's own tick stops their
// decision.
document.addEventListener("versioned", ({ detail }) => {
  if (number() !== String(detail.claim)) return;
  $("#_claim").dataset.version = detail.version;
  for (const field of $$("#_claim [name=seen]")) field.value = detail.version;
});

// ---- words and claim

const segments = (wanted) => $$("#_text .w").filter((word) => word.dataset.claims.split(" ").includes(wanted));
const first = (wanted) => $(`#w${wanted}`);

function mark(wanted) {
  for (const word of $$("#_text .w.current")) { word.classList.remove("current"); word.removeAttribute("aria-current"); }
  for (const word of segments(wanted)) { word.classList.add("current"); word.setAttribute("aria-current", "true"); }
}

/** Scroll to the words of a claim, but never when they are in sight already. */
function reveal(wanted) {
  const word = first(wanted);
  if (!word) return;
  const box = word.getBoundingClientRect(), sheet = $("#_text").getBoundingClientRect(), panel = $("#_claim");
  const covered = getComputedStyle(panel).position === "fixed" ? panel.getBoundingClientRect().top : innerHeight;
  const top = Math.max(sheet.top, 0), bottom = Math.min(sheet.bottom, covered, innerHeight);
  if (box.top >= top && box.bottom <= bottom) return;
  const folded = word.closest("details:not([open])");
  if (folded) folded.open = true;
  word.scrollIntoView({ block: covered < innerHeight ? "start" : "center" });
}

document.addEventListener("click", (event) => {
  const back = event.target.closest("[data-back]");
  if (back) {
    event.preventDefault();
    reveal(number());
    first(number())?.focus({ preventScroll: true });
    return;
  }
  const word = event.target.closest("#_text .w, .also a[href^='#w']");
  if (!word || event.ctrlKey || event.metaKey || event.shiftKey || !getSelection().isCollapsed) return;
  const link = word.matches(".w") ? word : first(word.hash.slice(2));
  if (!link) return;
  event.preventDefault();
  htmx.ajax("GET", link.href, { target: "#_claim", swap: "outerHTML" })
    .then(() => { history.replaceState({ htmx: true }, ""); history.pushState({ htmx: true }, "", link.href); });
});

// ---- what was typed

function keep() {
  const form = $("#_decide");
  if (!form) return;
  const fields = Object.fromEntries(["note", "correction"].map((name) => [name, form.elements[name].value]));
  if (fields.note || fields.correction) drafts.set(number(), { ...fields, verdict: form.elements.verdict.value });
  else drafts.delete(number());
}

function restore() {
  const form = $("#_decide"), draft = drafts.get(number());
  if (!form || !draft) return;
  for (const name of ["note", "correction"]) form.elements[name].value ||= draft[name];
  if (!form.elements.verdict.value) form.elements.verdict.value = draft.verdict;
}

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id !== "_claim") return;
  if (event.detail.requestConfig.verb === "get") keep();
  else if (event.detail.xhr.status < 400) drafts.delete(number());
});

// Settling takes no time (see base.html), so that a key that comes right after a swap finds everything in its place.
document.addEventListener("htmx:afterSettle", (event) => {
  const touched = event.detail.elt;
  if (!touched?.matches?.("#_claim, #_text, #_text *")) return;
  mark(number());
  if (!touched.matches("#_claim")) return;
  restore();
  reveal(number());
  const panel = $("#_claim"), heading = $("#claim-h"), wrong = $("[autofocus]", panel);
  document.title = `${heading.textContent.trim()}: ${$(".wb-title").textContent.trim()} – Factcheck`;
  if (getComputedStyle(panel).position === "fixed") panel.scrollTop = 0;
  (wrong ?? heading).focus({ preventScroll: !wrong });
});

// A text that is drawn anew stays where it was scrolled to.
let scrolled = 0;
document.addEventListener("htmx:oobBeforeSwap", (event) => { if (event.detail.target?.id === "_text") scrolled = event.detail.target.scrollTop; });
document.addEventListener("htmx:oobAfterSwap", (event) => { if (event.detail.target?.id === "_text") $("#_text").scrollTop = scrolled; });

if (!location.hash && number()) reveal(number());
$("#_claim [autofocus]")?.focus();
