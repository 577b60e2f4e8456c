// What does not go together, from one to the next: its words are shown in the text, which itself is not touched.

const { keys, $, $$, range } = window.desk;
const toAnswer = () => $$("#_claim .noticed.to-answer");

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
