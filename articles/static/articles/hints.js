// What does not go together, from one to the next: its words are shown in the text, which itself is not touched.

const { keys, $, $$ } = window.desk;
const toAnswer = () => $$("#_claim .noticed.to-answer");

/** The range of the text from one code point to another, null when it lies in no line that is drawn. */
function range(start, end) {
  const block = $$("#_text p[data-start]").findLast((one) => Number(one.dataset.start) <= start);
  if (!block) return null;
  const made = document.createRange(), walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let at = Number(block.dataset.start), begun = false;
  for (let node; (node = walker.nextNode());) {
    const letters = [...node.data], units = (to) => letters.slice(0, Math.max(0, to - at)).join("").length;
    if (!begun && start < at + letters.length) { made.setStart(node, units(start)); begun = true; }
    if (begun) made.setEnd(node, units(Math.min(end, at + letters.length)));
    at += letters.length;
    if (at >= end) break;
  }
  return begun ? made : null;
}

/** Light up the places of a hint in the text, and scroll to the first when none is in sight. */
function show(hint) {
  if (!window.Highlight) return;
  const places = hint ? hint.dataset.places.split(" ").map((place) => range(...place.split("-").map(Number))).filter(Boolean) : [];
  CSS.highlights.set("compared", new Highlight(...places));
  const sheet = $("#_text").getBoundingClientRect(), boxes = places.map((place) => place.getBoundingClientRect());
  const inSight = boxes.some((box) => box.top >= Math.max(0, sheet.top) && box.bottom <= Math.min(innerHeight, sheet.bottom));
  if (boxes.length && !inSight) places[0].startContainer.parentElement.scrollIntoView({ block: "center" });
}

keys.h = () => {
  const open = toAnswer(), here = open.findIndex((one) => one.contains(document.activeElement));
  const isPanel = $("#_claim[data-hints]") !== null;
  const next = open[here + 1] ?? (isPanel ? open[0] : null);
  if (!next) { $('[data-key="h"]')?.click(); return; }
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
};

document.addEventListener("focusin", (event) => show(event.target.closest?.(".noticed")));
