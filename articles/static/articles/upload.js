// Upload: every file goes on its own, so that each answers at once; dropping files is choosing them.
// Without this script the form sends them together.

const { $ } = window.desk;
const form = $("#_upload"), input = $("#files"), drop = $("#drop"), list = $("#_files"), these = $("#these"), sums = $("#sums");
const sent = new WeakMap();   // a row of the list: the form data that it came from
const AT_ONCE = 2;

function counted() {
  const rows = [...list.children].filter((row) => !row.classList.contains("zip")), of = (name) => rows.filter((row) => row.classList.contains(name)).length;
  const parts = [[of("finished"), "ready"], [rows.length - of("finished") - of("refused") - of("left-out"), "in work"], [of("refused"), "refused"]];
  sums.textContent = parts.filter(([number]) => number).map(([number, word]) => `${number} ${word}`).join(", ");
  these.hidden = !rows.length;
}

function waiting(name) {
  const row = document.createElement("li"), label = document.createElement("span"), step = document.createElement("p");
  row.className = "file sending"; label.className = "name"; step.className = "hint";
  label.textContent = name; step.textContent = "Being sent and read …";
  row.append(label, step);
  list.append(row); counted();
  return row;
}

function failed(row, message) {
  const box = document.createElement("div");
  box.className = "note bad say"; box.setAttribute("role", "alert"); box.textContent = message;
  row.className = "file refused"; row.querySelector(".hint")?.remove(); row.append(box); counted();
}

async function send(data, row) {
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { "HX-Request": "true" } });
    if (answer.status === 401) return failed(row, "You were logged out. Log in and choose this file again. Nothing was stored.");
    if (!(answer.headers.get("Content-Type") ?? "").startsWith("text/html") || answer.status >= 500) return failed(row, "The desk did not answer as it should. Try again in a while.");
    const shell = document.createElement("template");
    shell.innerHTML = await answer.text();
    const rows = [...shell.content.querySelectorAll("li.file")];
    if (!rows.length) return failed(row, shell.content.textContent.trim() || "This was refused. Nothing was stored.");
    row.replaceWith(...rows);
    for (const one of rows) {
      sent.set(one, data);
      const again = one.querySelector("[data-anyway]");
      if (again) { again.hidden = false; one.querySelector(".without-script")?.remove(); }
      window.htmx.process(one);
    }
    counted();
  } catch {
    failed(row, "The connection broke. Nothing of this file was stored; try again.");
  }
}

function dataOf(part) {
  const data = new FormData(form);
  data.delete("files");
  if (part instanceof File) { data.delete("text"); data.delete("title"); data.append("files", part); }
  return data;
}

form.addEventListener("submit", async (event) => {
  if (event.submitter?.hasAttribute("formaction")) return;   // Try again, for one that failed
  const text = $("#text"), parts = [...input.files];
  if (text.value.trim()) parts.push("text");
  if (!parts.length || !form.reportValidity()) return;   // the form itself says that nothing was chosen
  event.preventDefault();
  const work = parts.map((part) => [dataOf(part), waiting(part instanceof File ? part.name : $("#title").value || "Pasted text")]);
  input.value = ""; text.value = ""; $("#title").value = "";
  const next = async () => { for (let one; (one = work.shift());) await send(...one); };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
});

list.addEventListener("click", (event) => {
  if (!event.target.matches("[data-anyway]")) return;
  const row = event.target.closest("li"), data = sent.get(row);
  data.set("anyway", "on");
  const place = waiting(row.querySelector(".name").textContent);
  row.replaceWith(place);
  send(data, place);
});

for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => { event.preventDefault(); if (event.dataTransfer.files.length) input.files = event.dataTransfer.files; });
document.addEventListener("htmx:afterSettle", counted);
counted();
