// What nobody has looked at, from one passage to the next: n selects it, so that c makes a claim of it and p says that
// it was read.

const { keys, $, $$, range } = window.desk;

/** Every unread passage in reading order: { start, end }. */
const unread = () => $$("#_text .mg[data-unread]")
  .flatMap((margin) => margin.dataset.unread.split(" "))
  .map((place) => { const [start, end] = place.split("-").map(Number); return { start, end }; })
  .sort((a, b) => a.start - b.start);

let here = -1;   // where the passage begins that was walked to last

function walk(step) {
  const all = unread();
  if (!all.length) return false;
  const after = all.find((one) => one.start > here) ?? all[0], before = all.findLast((one) => one.start < here) ?? all.at(-1);
  const { start, end } = step > 0 ? after : before;
  const words = range(start, end);
  if (!words) return false;
  here = start;
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(words);
  words.startContainer.parentElement.scrollIntoView({ block: "center" });
  document.dispatchEvent(new Event("selected"));
}

keys.n = () => walk(1);
keys.N = () => walk(-1);
document.addEventListener("click", (event) => { if (event.target.closest("[data-next-unread]")) walk(1); });

// A passage that was marked is gone from under the selection: nothing stays selected, and the next n goes on behind it.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.requestConfig.path.endsWith("/read/")) getSelection().removeAllRanges();
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.pathInfo?.requestPath.endsWith("/read/") && document.activeElement === document.body) $("[data-next-unread]")?.focus();
});
