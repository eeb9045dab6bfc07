/* smoopt: what a bar can do beyond links. Without this script the links work as they are. */
(() => {
  "use strict";
  /* A router that brings in another page may run this file again. */
  const once = Symbol.for("smoopt.bar");
  if (window[once]) return;
  window[once] = true;

  const BAR = ".smoopt-bar[data-url]";
  /* Routers tell the new address before the new page is shown, or just after. */
  const SETTLED = 300;
  const here = () => location.pathname + location.search;
  const encode = (text) =>
    encodeURIComponent(text.toWellFormed ? text.toWellFormed() : text).replace(
      /[!'()*]/g,
      (letter) => "%" + letter.charCodeAt(0).toString(16).toUpperCase(),
    );

  /* Of each bar: the page that it was written for, and where the reader was then. */
  const written = new WeakMap();
  const origin = (bar) => {
    const known = written.get(bar);
    if (known?.url === bar.dataset.url) return known;
    const found = { url: bar.dataset.url, place: here(), title: document.title };
    written.set(bar, found);
    return found;
  };

  /* The page as it is now: its address and title, after a navigation that loaded no new page. */
  const current = (bar) => {
    const { url, title } = bar.dataset;
    const { place, title: titled } = origin(bar);
    if (here() === place) return { url, title };
    const rest = titled.startsWith(title) ? titled.slice(title.length) : "";
    const now = document.title;
    return {
      url: new URL(here(), url).href,
      title: rest && now.endsWith(rest) ? now.slice(0, -rest.length) : now,
    };
  };

  const fill = (pattern, values) => {
    const [, head, mark, params] = pattern.match(/^([^?#]*)([?#]?)(.*)$/s);
    const said = (part) => (part.match(/\{\w+\}/g) || ["{url}"]).some((name) => values[name.slice(1, -1)]);
    const put = (part) => part.replace(/\{(\w+)\}/g, (_, name) => encode(values[name] || ""));
    return head + mark + params.split("&").filter(said).map(put).join("&");
  };

  const refresh = (bar) => {
    const { url, title } = current(bar);
    if (url === (bar.dataset.now ?? bar.dataset.url)) return;
    bar.dataset.now = url;
    for (const link of bar.querySelectorAll("a[data-pattern]")) {
      if (!link.dataset.first) link.dataset.first = link.getAttribute("href");
      const { first, pattern, campaign } = link.dataset;
      const tagged = campaign ? url + (url.includes("?") ? "&" : "?") + campaign : url;
      const values = { url: tagged, title, text: `${title} ${tagged}`.trim() };
      link.setAttribute("href", url === bar.dataset.url ? first : fill(pattern, values));
    }
  };

  const copy = async (bar, button) => {
    await navigator.clipboard.writeText(current(bar).url);
    const status = bar.querySelector("[role=status]");
    button.dataset.done = "";
    if (status) status.textContent = button.dataset.said;
    setTimeout(() => reset(bar, button), 2500);
  };

  const able = {
    copy: [() => navigator.clipboard, copy],
    more: [() => navigator.share, (bar) => navigator.share(current(bar))],
  };

  const reset = (bar, button) => {
    const status = bar.querySelector("[role=status]");
    delete button.dataset.done;
    if (status) status.textContent = "";
  };

  const arrived = new WeakSet();
  const dress = (bar) => {
    const buttons = bar.querySelectorAll("button[data-do]");
    if (!arrived.has(bar)) {
      arrived.add(bar);
      setTimeout(origin, SETTLED, bar);
      /* There may be a "copied" in it, from a page that a router has kept. */
      buttons.forEach((button) => reset(bar, button));
    }
    for (const button of buttons) {
      if (button.hidden && able[button.dataset.do][0]()) button.hidden = false;
    }
  };
  const dressAll = () => document.querySelectorAll(BAR).forEach(dress);

  /* At the end of the body a bar stands below the text, and themes fix menus beside that: so it
     begins where the text does. Boxes are set in, and what is narrow is no text. */
  const TEXT = "main p, article p, [role=main] p, #content p";
  const APART = "nav, aside, header, footer, [data-smoopt]";
  const MOST = 40;
  const NARROWEST = 200;
  const align = (bar) => {
    bar.style.removeProperty("justify-content");
    bar.style.removeProperty("margin-inline-start");
    const boxes = [...document.querySelectorAll(TEXT)]
      .slice(0, MOST)
      .filter((text) => !text.closest(APART))
      .map((text) => text.getBoundingClientRect())
      .filter((box) => box.width >= NARROWEST);
    if (!boxes.length) return;
    const look = getComputedStyle(bar);
    const own = bar.getBoundingClientRect();
    const ahead =
      look.direction === "rtl"
        ? own.right - Math.max(...boxes.map((box) => box.right))
        : Math.min(...boxes.map((box) => box.left)) - own.left;
    const pad = parseFloat(look.getPropertyValue("--smoopt-pad")) || 0;
    const margin = parseFloat(look.marginInlineStart) || 0;
    bar.style.justifyContent = "flex-start";
    bar.style.marginInlineStart = `${margin + ahead - pad}px`;
  };
  const alignAll = () => document.querySelectorAll(".smoopt-last[data-smoopt]").forEach(align);

  /* Pages come and go under a router, the document stays: so it is the one that listens. */
  for (const name of ["pointerdown", "focusin", "click"]) {
    document.addEventListener(
      name,
      ({ target }) => {
        const bar = target.closest?.(BAR);
        if (!bar) return;
        refresh(bar);
        const button = name === "click" && target.closest("button[data-do]");
        /* A refusal, or a sheet that was closed, is nothing to report. */
        if (button) able[button.dataset.do][1](bar, button)?.catch(() => {});
      },
      true,
    );
  }

  document.querySelectorAll(BAR).forEach(origin);
  dressAll();
  const changes = { childList: true, subtree: true, attributeFilter: ["hidden"] };
  new MutationObserver(dressAll).observe(document, changes);
  /* Its size is another with each page, window and menu. */
  new ResizeObserver(alignAll).observe(document.body);
})();
