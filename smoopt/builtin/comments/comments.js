/* smoopt: loads a system for comments when a reader asks for it. */
(() => {
  "use strict";
  /* A router that brings in another page may run this file again. */
  const once = Symbol.for("smoopt.comments");
  if (window[once]) return;
  window[once] = true;

  const RECIPE = {} /* RECIPE */;
  const SECTION = '[data-smoopt="comments"]';

  /* Puts in what the page says of itself; what comes out empty is left out. */
  const filled = (values, page) =>
    Object.fromEntries(
      Object.entries(values)
        .map(([name, value]) => [
          name,
          typeof value === "string" ? value.replace(/\{(url|path|title|language)\}/g, (_, key) => page[key] ?? "") : value,
        ])
        .filter(([, value]) => value !== ""),
    );
  const made = (tag, attributes) => {
    const element = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    return element;
  };

  const load = (section) => {
    const page = { ...section.dataset };
    const button = section.querySelector("button");
    const place = made("div", { tabindex: "-1" });
    Object.entries(RECIPE.settings).forEach(([name, values]) => {
      window[name] = filled(values, page);
    });
    if (RECIPE.element) place.append(made(RECIPE.element, filled(RECIPE.shown, page)));
    const script = made("script", { ...filled(RECIPE.script, page), async: "" });
    /* What cannot be had now may be had later. */
    script.addEventListener("error", () => {
      place.remove();
      button.disabled = false;
      button.focus();
    });
    button.disabled = true;
    script.addEventListener("load", () => {
      button.parentElement.remove();
    });
    section.append(place);
    place.focus();
    place.append(script);
  };

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.(`${SECTION} button`);
    if (button) load(button.closest(SECTION));
  });

  /* Without this script there is nothing that a button could do. */
  const show = () =>
    document.querySelectorAll(`${SECTION}[hidden], ${SECTION} > p > [hidden]`).forEach((part) => {
      part.hidden = false;
    });
  show();
  new MutationObserver(show).observe(document, { childList: true, subtree: true });
})();
