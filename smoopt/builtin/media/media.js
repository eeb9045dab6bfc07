/* smoopt: puts a frame back where its facade is pressed. Without this script the facade is a link. */
(() => {
  "use strict";
  /* A router that brings in another page may run this file again. */
  const once = Symbol.for("smoopt.media");
  if (window[once]) return;
  window[once] = true;

  const FACADE = 'a[data-smoopt="media"]';
  const KEPT = 'template[data-smoopt="kept"]';

  /* The frame as its author wrote it, which waits behind the facade. */
  const kept = (facade) => {
    const next = facade.nextElementSibling;
    return next?.matches(KEPT) ? next.content.querySelector("iframe") : null;
  };

  const playing = (frame, parameter) => {
    if (!parameter) return;
    const [name, value] = parameter.split("=");
    const address = new URL(frame.src, document.baseURI);
    address.searchParams.set(name, value);
    frame.src = address.href;
    if (!/\bautoplay\b/.test(frame.allow)) frame.allow = [frame.allow, "autoplay"].filter(Boolean).join("; ");
  };

  /* Nothing moves: the frame keeps the box of its facade. */
  const fitted = (frame, { width, height }) => {
    const now = frame.getBoundingClientRect();
    if (Math.abs(now.width - width) < 1 && Math.abs(now.height - height) < 1) return;
    Object.assign(frame.style, {
      boxSizing: "border-box",
      inlineSize: "100%",
      maxInlineSize: `${width}px`,
      blockSize: "auto",
      aspectRatio: `${width} / ${height}`,
    });
  };

  const press = (facade) => {
    const frame = document.importNode(kept(facade), true);
    const box = facade.getBoundingClientRect();
    playing(frame, facade.dataset.autoplay);
    facade.replaceWith(frame);
    fitted(frame, box);
    frame.focus();
    /* What is loaded is a new document, which the focus does not follow into. */
    const into = () => document.activeElement === frame && frame.contentWindow.focus();
    frame.addEventListener("load", into, { once: true });
  };

  document.addEventListener("click", (event) => {
    const facade = event.target.closest?.(FACADE);
    const isPlain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!facade || !isPlain || event.defaultPrevented || !kept(facade)) return;
    event.preventDefault();
    press(facade);
  });

  /* What it does now is what buttons do, and they can be pressed by the space bar, too. */
  document.addEventListener("keydown", (event) => {
    const facade = event.target.closest?.(FACADE);
    if (event.key !== " " || !facade || event.defaultPrevented || !kept(facade)) return;
    event.preventDefault();
    press(facade);
  });
  const name = () =>
    document.querySelectorAll(`${FACADE}:not([role])`).forEach((facade) => {
      if (kept(facade)) facade.setAttribute("role", "button");
    });
  name();
  new MutationObserver(name).observe(document, { childList: true, subtree: true });
})();
