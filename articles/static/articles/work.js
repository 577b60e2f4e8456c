// My desk by keyboard: j k through the list, Enter opens (or starts), t takes the next free claim.

const { keys, $, $$ } = window.desk;

function move(step) {
  const links = $$(".work a.words");
  if (!links.length) return false;
  const at = links.indexOf(document.activeElement);
  links[at < 0 ? 0 : Math.max(0, Math.min(links.length - 1, at + step))].focus();
  return true;
}

Object.assign(keys, {
  j: () => move(1),
  k: () => move(-1),
  t: () => $('[data-key="t"]')?.click() ?? true,
  Enter: () => {
    if (document.activeElement !== document.body) return false;   // a link or button in focus is meant
    $('[data-key="Enter"]')?.click();
    return true;
  },
});
