// What the preview does besides its links and forms: it refreshes, and finds while you type.
// Without this script everything works by plain links, GET forms and reloading.
"use strict";

const live = document.getElementById("live");
const form = document.querySelector("form[role=search]");

// Parts of the page

let asked = 0;
let adopted = 0;
// When that was saved which is not shown yet, in milliseconds; 0 for nothing.
let saved = 0;

/** Take over those parts of a new version of this page that differ. */
function adopt(html) {
  const now = new DOMParser().parseFromString(html, "text/html");
  if (!now.getElementById("main")) return false; // an error of the server's, which is no page
  const names = (root) => [...root.querySelectorAll("[data-part]")].map((e) => e.dataset.part);
  if (names(now).join() !== names(document).join()) {
    document.getElementById("main").replaceWith(now.getElementById("main"));
    document.title = now.title;
    return true;
  }
  let changed = false;
  for (const part of document.querySelectorAll("[data-part]")) {
    const other = now.querySelector(`[data-part="${part.dataset.part}"]`);
    if (part.innerHTML === other.innerHTML || part.matches("select:focus")) continue;
    const open = [...part.querySelectorAll("details")].map((e) => e.open);
    const focused = part.contains(document.activeElement) ? document.activeElement : null;
    const at = focused && (focused.id ? `#${CSS.escape(focused.id)}` : focused.getAttribute("href"));
    part.innerHTML = other.innerHTML;
    const details = part.querySelectorAll("details");
    if (details.length === open.length) details.forEach((e, at) => (e.open = open[at]));
    if (at) [...part.querySelectorAll("a, summary, pre")].find((e) => e.getAttribute("href") === at || `#${e.id}` === at)?.focus();
    changed = true;
  }
  const frame = document.getElementById("frame"), next = now.getElementById("frame");
  if (frame && next && frame.dataset.digest !== next.dataset.digest) {
    frame.dataset.digest = next.dataset.digest;
    frame.src = next.getAttribute("src");
    changed = true;
  }
  document.title = now.title;
  return changed;
}

/** Ask for this page anew; an answer counts unless a later one was faster. */
async function refresh() {
  const mine = ++asked;
  let html;
  try {
    html = await (await fetch(location.href, { headers: { Accept: "text/html" } })).text();
  } catch {
    live.textContent = "Not connected";
  }
  if (html === undefined || mine < adopted) return;
  adopted = mine;
  if (!adopt(html) || !saved) return;
  const took = Math.max(0, Date.now() - saved);
  saved = 0;
  document.body.dataset.took = took;
  live.textContent = took < 10000 ? `Refreshed ${took} ms after it was saved` : "Refreshed";
}

// News from the server

// A browser has few connections to one host: tabs that nobody sees hold none.
let source = null;

/** Hear of changes while this page is seen; `late` if some may have been missed. */
function listen(late) {
  if (source || document.hidden) return;
  let lost = late;
  source = new EventSource("/events");
  source.onopen = () => {
    live.textContent = "Live";
    if (lost) refresh();
    lost = false;
  };
  source.onerror = () => {
    live.textContent = "Not connected";
    lost = true;
  };
  source.addEventListener("change", (event) => {
    saved = JSON.parse(event.data).saved;
    refresh();
  });
  source.addEventListener("index", (event) => {
    const { done, of } = JSON.parse(event.data);
    if (form || done >= of) refresh();
  });
}

function leave() {
  source?.close();
  source = null;
}

if ("live" in document.body.dataset) {
  // A list that was still being read when it was sent may have been finished meanwhile.
  listen(document.querySelector("progress") !== null);
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen(true)));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", (event) => event.persisted && listen(true));
}

// Search

function address() {
  const fields = [...new FormData(form)].filter(([, value]) => value);
  const query = new URLSearchParams(fields).toString();
  return query ? `${location.pathname}?${query}` : location.pathname;
}

async function search() {
  history.replaceState(null, "", address());
  await refresh();
}

/** Find among the rows of an exported list, which are all here. */
function sift() {
  const words = form.q.value.toLowerCase().split(/\s+/).filter(Boolean);
  const ranks = { info: 0, warning: 1, error: 2 };
  const least = form.severity.value ? ranks[form.severity.value] : -1;
  let count = 0;
  for (const row of document.querySelectorAll(".pages > li")) {
    const text = row.querySelector("a").textContent.toLowerCase();
    row.hidden = !(
      words.every((word) => text.includes(word)) &&
      (least < 0 || (ranks[row.dataset.worst] ?? -1) >= least) &&
      (!form.rule.value || row.dataset.codes.split(" ").includes(form.rule.value))
    );
    count += !row.hidden;
  }
  document.querySelector("[data-count]").textContent = `${count.toLocaleString("en")} page${count === 1 ? "" : "s"}`;
  document.querySelector("[data-none]").hidden = count > 0;
}

if (form) {
  const find = async () => {
    await ("local" in form.dataset ? sift() : search());
    document.getElementById("said").textContent = document.querySelector("[data-count]").textContent;
  };
  let pause;
  form.hidden = false;
  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(find, 120);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    find();
  });
  if ("local" in form.dataset) sift();
}

// Copying; without this script, a text is selected as a whole where it is touched.

document.documentElement.dataset.scripted = "";

/** Put the text of an element on the clipboard. */
async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
  } catch {
    getSelection().selectAllChildren(element); // what may not be asked for by this name
    if (!document.execCommand("copy")) return false;
  }
  return true;
}

addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copies]");
  if (!button) return;
  const done = await copy(document.getElementById(button.dataset.copies));
  button.textContent = done ? "Copied" : "Selected";
  document.getElementById("live").textContent = done ? "Copied" : "Selected: copy it by hand";
  setTimeout(() => (button.textContent = "Copy"), 2000);
});

// Keys: "/" goes to the search, here or on the list.

addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input, select, textarea")) return;
  event.preventDefault();
  if (form) form.q.focus();
  else location.href = document.querySelector(".brand").href + "#q";
});
if (location.hash === "#q" && form) form.q.focus();

// The choice of colours and of width stays from page to page.

function store() {
  try {
    return localStorage;
  } catch {
    return null; // files opened from the disk may not have one
  }
}

for (const input of document.querySelectorAll(".choice input")) {
  const name = `smoopt-${input.name}`;
  if (store()?.getItem(name) === input.value) input.checked = true;
  input.addEventListener("change", () => store()?.setItem(name, input.value));
}
