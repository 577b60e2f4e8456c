// From one change to the next: j k move, Enter opens; who comes back stands where they were.

const { keys, $, $$ } = window.desk;
const place = `stop:${location.pathname}${location.search}`;
const stops = () => $$("[data-stop]");
const here = () => document.activeElement.closest?.("[data-stop]");

function stand(stop) {
  stop.focus({ preventScroll: true });
  stop.scrollIntoView({ block: "nearest" });
}

function move(step) {
  const all = stops(), at = all.indexOf(here());
  if (!all.length) return false;
  stand(all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + step))]);
}

Object.assign(keys, {
  j: () => move(1),
  k: () => move(-1),
  Enter: () => {
    if (document.activeElement !== here()) return false;   // a link or button in focus is meant
    $("[data-open]", here())?.click();
  },
});

document.addEventListener("focusin", () => { if (here()?.id) sessionStorage.setItem(place, here().id); });

const kept = document.getElementById(location.hash.slice(1) || sessionStorage.getItem(place) || "");
const problem = $(".problem[tabindex]");
if (problem) problem.focus();
else if (kept?.matches("[data-stop]")) stand(kept);
