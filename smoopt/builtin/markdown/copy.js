/* smoopt: copies a page's Markdown. Without this script the link to it is there as it is. */
(() => {
  "use strict";
  /* A router that brings in another page may run this file again. */
  const once = Symbol.for("smoopt.markdown");
  if (window[once]) return;
  window[once] = true;
  /* Nothing can be fetched from a disk. */
  if (!navigator.clipboard || !location.protocol.startsWith("http")) return;

  const LINE = '[data-smoopt="markdown"]';
  const SHOWN = 4000;

  const fetched = async (href) => {
    const answer = await fetch(href);
    /* A page that says "not found" in HTML is no Markdown. */
    const isMarkdown = answer.ok && !answer.headers.get("content-type")?.includes("html");
    if (!isMarkdown) throw new Error(`${href}: ${answer.status}`);
    return new Blob([await answer.text()], { type: "text/plain" });
  };

  /* Safari lets a page write only if it asks at once: the text comes while it does. */
  const copy = async (href) => {
    const text = fetched(href);
    if (!window.ClipboardItem) return navigator.clipboard.writeText(await (await text).text());
    return navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
  };

  /* What is said beside the links stands in the language of the button. */
  const statusOf = (line, button) => {
    const there = line.querySelector("[role=status]");
    if (there) return there;
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    const { lang } = button.parentElement;
    if (lang) status.lang = lang;
    line.append(" ", status);
    return status;
  };

  const clearing = new WeakMap();
  const say = (status, text) => {
    clearTimeout(clearing.get(status));
    /* It stands behind the last link. */
    status.textContent = text && `\u00b7 ${text}`;
    if (text) clearing.set(status, setTimeout(say, SHOWN, status, ""));
  };

  document.addEventListener("click", async ({ target }) => {
    const button = target.closest?.(`${LINE} button[data-said]`);
    if (!button) return;
    const line = button.closest(LINE);
    const { href } = line.querySelector("a[type='text/markdown']");
    try {
      await copy(href);
      say(statusOf(line, button), button.dataset.said);
    } catch {
      /* Then readers copy it by hand. */
      location.assign(href);
    }
  });

  /* Some themes take from buttons all that tells them from words. */
  const isBare = ({ borderStyle, backgroundColor, boxShadow }) =>
    borderStyle === "none" && /^(transparent|rgba\(.*, 0\))$/.test(backgroundColor) && boxShadow === "none";

  const show = () =>
    document.querySelectorAll(`${LINE} [hidden]`).forEach((part) => {
      part.hidden = false;
      const button = part.querySelector("button");
      /* Screen readers say what is new in a status that was there before. */
      if (button) statusOf(part.closest(LINE), button);
      if (!button || !isBare(getComputedStyle(button))) return;
      button.style.textDecoration = "underline";
      button.style.cursor = "pointer";
    });
  show();
  new MutationObserver(show).observe(document, { childList: true, subtree: true });
})();
