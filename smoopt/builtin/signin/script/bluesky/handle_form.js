// @ts-check
/* Where readers give their handle. Who gives none is led to the server that the author chose. */

const { createElement } = Document.prototype;

/** @param {string} name @param {object} more @param {object} style */
const element = (name, more, style) => {
  const made = createElement.call(document, name);
  Object.assign(made.style, style);
  return Object.assign(made, more);
};

/** @param {string} label @param {string} goOn @param {boolean} isLast */
const made = (label, goOn, isLast) => {
  const className = isLast ? "smoopt-bar smoopt-last" : "smoopt-bar";
  const form = element("form", { className }, { margin: 0, inlineSize: "100%" });
  form.dataset.smoopt = "signin-handle";
  const said = element("label", { className: "smoopt-name", textContent: label }, {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "4px 8px",
    whiteSpace: "normal",
  });
  const hints = { autocomplete: "username", autocapitalize: "none", spellcheck: false, dir: "ltr" };
  const input = element("input", { placeholder: "ann.bsky.social", ...hints }, {
    font: "inherit",
    fontSize: "16px",
    fontWeight: "normal",
    padding: "6px 8px",
    boxSizing: "border-box",
    inlineSize: "11em",
    maxInlineSize: "100%",
  });
  const button = element("button", { type: "submit" }, {});
  button.append(element("span", { textContent: goOn }, {}));
  said.append(input);
  form.append(said, button);
  return { form, input: /** @type {HTMLInputElement} */ (input), button };
};

/** What is open, by the button that opened it. @type {WeakMap<Element, HTMLElement>} */
const opened = new WeakMap();

/**
 * Ask for the handle beside a button; pressed again, or by Escape, the question goes.
 * @param {HTMLElement} opener @param {(typed: string) => Promise<unknown>} go
 */
export const ask = (opener, go) => {
  const shown = opened.get(opener);
  const close = () => {
    opened.get(opener)?.remove();
    opened.delete(opener);
    opener.setAttribute("aria-expanded", "false");
    opener.focus();
  };
  if (shown?.isConnected) return close();
  const nav = /** @type {HTMLElement} */ (opener.closest("nav"));
  const bar = /** @type {HTMLElement | null} */ (opener.closest("[data-handle]"));
  const label = bar?.dataset.handle ?? "Handle";
  const goOn = nav.getAttribute("aria-label") ?? "→";
  const { form, input, button } = made(label, goOn, nav.classList.contains("smoopt-last"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (button.ariaBusy) return;
    button.ariaBusy = "true";
    go(input.value).finally(() => {
      button.ariaBusy = null;
    });
  });
  form.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") close();
  });
  nav.append(form);
  opened.set(opener, form);
  opener.setAttribute("aria-expanded", "true");
  input.focus();
};
