// @ts-check
/* The bar: its buttons, who is signed in, and what went wrong. All that others say is text. */
import { Failure } from "./failure.js";
import { nameOf } from "./signed_in.js";

/* Names of what stands in the page hide members of forms and of the document, so a form is no bar
   and no part of one, and the document is asked by its prototype.
   https://html.spec.whatwg.org/multipage/dom.html#dom-document-nameditem (2026-12-01) */
const BAR = '[data-smoopt="signin"][data-signed-in]:not(form)';
const KEPT = "[data-buttons]:not(form)";
const STATUS = "[role=status]:not(form)";
const LONGEST = 200;
const { createElement, querySelectorAll } = Document.prototype;

/* What each bar shows. It stands in no attribute: style sheets could read it there. */
/** @type {WeakMap<Element, string>} */
const shownIn = new WeakMap();

/** @returns {HTMLElement[]} */
const bars = () => [...querySelectorAll.call(document, /** @type {"div"} */ (BAR))];

/** @param {string} name @param {string} text @param {Record<string, string>} [more] */
const element = (name, text, more = {}) => {
  const made = createElement.call(document, name);
  made.textContent = text;
  Object.entries(more).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
};

/* The buttons stay in the page, hidden, so that a router may keep a copy of it. */

/** @param {HTMLElement} bar @param {Element} nav @param {string} name */
const showName = (bar, nav, name) => {
  const kept = element("span", "", { hidden: "", "data-buttons": "" });
  kept.append(...nav.childNodes);
  const [before, after] = String(bar.dataset.signedIn).split("{name}");
  const said = element("span", before, { class: "smoopt-name" });
  /* Other names in bars stay on one line: they are short. */
  Object.assign(said.style, { whiteSpace: "normal", overflowWrap: "anywhere" });
  /* A name may be written in the other direction. */
  said.append(element("bdi", name), after ?? "");
  const out = element("button", "", { type: "button", "data-sign-out": "" });
  out.append(element("span", String(bar.dataset.signOut)));
  nav.append(kept, said, " ", out);
};

/** @param {Element} nav */
const showButtons = (nav) => {
  const kept = nav.querySelector(KEPT);
  if (kept) nav.replaceChildren(...kept.childNodes);
  nav.querySelectorAll("[data-provider][hidden]").forEach((button) => {
    button.removeAttribute("hidden");
  });
};

/** @param {import("./signed_in.js").Who | null} who */
export const show = (who) => {
  const name = who && nameOf(who);
  for (const bar of bars()) {
    const nav = bar.querySelector("nav");
    const shown = name ?? "";
    if (!nav || shownIn.get(bar) === shown) continue;
    shownIn.set(bar, shown);
    bar.hidden = false;
    showButtons(nav);
    if (name) showName(bar, nav, name);
  }
  if (name) sayNothing();
};

/** Take back what was said of an attempt before. */
export const sayNothing = () => {
  for (const bar of bars()) bar.querySelector(STATUS)?.replaceChildren();
};

/** Say in the page's words that it failed, and in the provider's why. @param {any} failure */
export const sayWhy = (failure) => {
  const isRefused = failure.code === "access_denied";
  const why = (failure instanceof Failure ? failure.message : "error").slice(0, LONGEST);
  for (const bar of bars()) {
    const status = /** @type {HTMLElement | null} */ (bar.querySelector(STATUS));
    bar.hidden = false;
    if (!status) continue;
    if (isRefused) status.textContent = String(bar.dataset.cancelled);
    else status.replaceChildren(`${bar.dataset.failed} (`, element("bdi", why), ")");
    /* A bar at the end of the body stands in the middle. */
    if (bar.querySelector(".smoopt-last")) status.style.textAlign = "center";
  }
};
