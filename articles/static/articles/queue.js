// Lists by keyboard: j k move, Enter opens, x selects, a i t press the buttons that carry these letters.

const { keys, $, $$ } = window.desk;

const list = () => $$("#_rows tbody tr");
const row = () => $("#_rows tr.cursor");
const ticks = () => $$('#_rows [name="claims"]');

function move(step) {
  const rows = list();
  if (!rows.length) return false;
  const at = rows.indexOf(row());
  const to = at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + step));
  rows[at]?.classList.remove("cursor");
  rows[to].classList.add("cursor");
  $("th a", rows[to]).focus({ preventScroll: true });
  rows[to].scrollIntoView({ block: "nearest" });   // never scrolls when it is in sight
  return true;
}

function count() {
  const chosen = ticks().filter((tick) => tick.checked).length;
  const label = $("#selected"), all = $("#select-all");
  if (label) label.textContent = `${chosen} claim${chosen === 1 ? "" : "s"} selected`;
  if (all) { all.checked = chosen > 0 && chosen === ticks().length; all.indeterminate = chosen > 0 && !all.checked; }
}

function press(letter) {
  const button = $$(`[data-key="${letter}"]`).find((one) => one.checkVisibility());
  button?.click();
  return Boolean(button);
}

/** Without a selection, the row under the cursor is meant. */
function pressForRow(letter) {
  if (row() && !ticks().some((tick) => tick.checked)) { const tick = $("[name=claims]", row()); if (tick) tick.checked = true; count(); }
  return press(letter);
}

Object.assign(keys, {
  j: () => move(1),
  k: () => move(-1),
  x: () => { if (!row()) move(1); $("[name=claims]", row() ?? document)?.click(); },
  a: () => pressForRow("a"),
  i: () => pressForRow("i"),
  t: () => press("t"),
  f: () => $("#f-q")?.focus(),
  Escape: () => press("Escape"),
});

document.addEventListener("change", (event) => {
  if (event.target.id === "select-all") for (const tick of ticks()) tick.checked = event.target.checked;
  if (event.target.id === "select-all" || event.target.name === "claims") count();
});
// A reset clears the form's own ticks after this event; the boxes of the table belong to the form by name.
document.addEventListener("reset", () => setTimeout(count));
// Only for the keyboard: a row that grows under the mouse would move away from its own click.
document.addEventListener("focusin", (event) => {
  if (!event.target.matches?.(":focus-visible")) return;
  const now = event.target.closest?.("#_rows tbody tr");
  if (!now || now === row()) return;
  row()?.classList.remove("cursor");
  now.classList.add("cursor");
});
document.addEventListener("htmx:afterSettle", () => { const title = $("#_queue")?.dataset.title; if (title) document.title = `${title} – Factcheck`; });
