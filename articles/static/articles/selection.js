// Words selected in the text become offsets in code points, the unit of every offset on this desk.

const { keys, $, $$ } = window.desk;

/** How many code points a text has: an emoji outside the basic plane is one, though a browser counts two. */
const points = (text) => [...text].length;

/** The part of a block that the range covers, without white space at its ends: { start, end, words }, or null. */
function part(block, range) {
  const inside = document.createRange();
  inside.selectNodeContents(block);
  const before = inside.cloneRange();
  if (range.compareBoundaryPoints(Range.START_TO_START, inside) > 0) inside.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, inside) < 0) inside.setEnd(range.endContainer, range.endOffset);
  const raw = inside.toString(), words = raw.trim();
  if (!words) return null;
  before.setEnd(inside.startContainer, inside.startOffset);
  const start = Number(block.dataset.start) + points(before.toString()) + points(raw.slice(0, raw.indexOf(words)));
  return { start, end: start + points(words), words };
}

/** What is selected in the article: { start, end, quote }; quote is empty when the words stand in several blocks. */
export function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const parts = $$("#_text p[data-start]").filter((block) => range.intersectsNode(block)).map((block) => part(block, range)).filter(Boolean);
  if (!parts.length) return null;
  parts.sort((a, b) => a.start - b.start);
  return { start: parts[0].start, end: parts.at(-1).end, quote: parts.length === 1 ? parts[0].words : "" };
}

function show() {
  const form = $("#_add_claim"), found = form && selected();
  if (!form) return;
  if (!found) { form.hidden = true; return; }
  for (const name of ["start", "end", "quote"]) form.elements[name].value = found[name];
  const claim = $("#_claim");
  form.elements.claim.value = claim?.dataset.number ?? "";
  const move = $("[data-move]", form);
  move.hidden = !claim?.dataset.span;
  if (!move.hidden) {
    move.setAttribute("hx-post", claim.dataset.span);
    htmx.process(move);
    form.elements.seen.value = claim.dataset.version;
    $("span", move).textContent = claim.dataset.number;
  }
  $("[data-where]", form).textContent = `${found.end - found.start} characters, ${found.start} to ${found.end}`;
  form.hidden = false;
  place(form);
}

/** Below the words, or above them when there is no room. */
function place(form) {
  const sheet = $("#_text"), host = sheet.getBoundingClientRect();
  const box = getSelection().getRangeAt(0).getBoundingClientRect();
  const below = box.bottom + 8 + form.offsetHeight < Math.min(host.bottom, innerHeight);
  const top = below ? box.bottom + 8 : box.top - form.offsetHeight - 8;
  form.style.insetBlockStart = `${top - host.top + sheet.scrollTop}px`;
  form.style.insetInlineStart = `${Math.max(8, Math.min(box.left - host.left, host.width - form.offsetWidth - 16))}px`;
}

document.addEventListener("mouseup", () => setTimeout(show));
document.addEventListener("keyup", (event) => { if (event.shiftKey || event.key === "Shift" || event.key === "Escape") show(); });
document.addEventListener("selectionchange", () => { if (getSelection().isCollapsed) show(); });
document.addEventListener("mousedown", (event) => { if (event.target.closest("#_add_claim")) event.preventDefault(); });

keys.c = () => {
  const form = $("#_add_claim:not([hidden])");
  if (!form) return false;
  form.requestSubmit($("[data-key=c]", form));
  return true;
};
