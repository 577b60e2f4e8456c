// The trail by keyboard: j k move from event to event, Enter opens one, f goes to the filters; on the page of one event,
// j and k lead to its neighbours.

const { keys, $, $$ } = window.desk;
const numbers = () => $$("#_events tbody tr").map((row) => $(".no", row));

function move(step) {
  const all = numbers();
  if (!all.length) { $(`.page-head [rel=${step > 0 ? "next" : "prev"}]`)?.click(); return; }
  const at = all.indexOf(document.activeElement);
  const to = all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + step))];
  to.focus({ preventScroll: true });
  to.scrollIntoView({ block: "nearest" });   // never scrolls when it is in sight
}

Object.assign(keys, { j: () => move(1), k: () => move(-1), f: () => $("#fw")?.focus() });
