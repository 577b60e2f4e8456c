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

/** Where the cursor stands in the article, null outside of it. */
function cursor() {
  const selection = getSelection(), block = selection.rangeCount && selection.getRangeAt(0).startContainer.parentElement?.closest("#_text p[data-start]");
  if (!block) return null;
  const before = document.createRange();
  before.selectNodeContents(block);
  before.setEnd(selection.getRangeAt(0).startContainer, selection.getRangeAt(0).startOffset);
  return Number(block.dataset.start) + points(before.toString());
}

/** The word of the claim in hand before which the cursor would cut it: the first that begins there or after. */
function cut(at) {
  const words = $$("#split [name=at]"), last = words.at(-1);
  if (at === null || !last || at > Number(last.value) || at < Number($("#split").dataset.start)) return null;
  return words.find((word) => Number(word.value) >= at);
}

/** The range of the text from one code point to another, null when it lies in no line that is drawn. */
function range(start, end) {
  const block = $$("#_text p[data-start]").filter((one) => Number(one.dataset.start) <= start)
    .reduce((best, one) => (best && Number(best.dataset.start) > Number(one.dataset.start) ? best : one), null);
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

window.desk.range = range;

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
  const split = $("[data-split]", form);
  split.hidden = !cut(found.start);
  $("span", split).textContent = form.elements.claim.value;
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
document.addEventListener("selected", show);
document.addEventListener("keyup", (event) => { if (event.shiftKey || event.key === "Shift" || event.key === "Escape") show(); });
document.addEventListener("selectionchange", () => { if (getSelection().isCollapsed) show(); });
document.addEventListener("mousedown", (event) => { if (event.target.closest("#_add_claim")) event.preventDefault(); });

/** Open the form that splits the claim in hand, with the word at the cursor chosen. */
keys.s = () => {
  const part = $("#split")?.closest("details");
  if (!part) return false;
  const word = cut(cursor());
  part.open = true;
  if (word) word.checked = true;
  (word ?? $("[name=at]:checked", part) ?? $("[name=at]", part)).focus();
};

document.addEventListener("click", (event) => { if (event.target.closest("[data-split]")) keys.s(); });

keys.c = () => {
  const form = $("#_add_claim:not([hidden])");
  if (!form) return false;
  form.requestSubmit($("[data-key=c]", form));
  return true;
};
