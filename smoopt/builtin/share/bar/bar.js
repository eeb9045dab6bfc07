/* smoopt: what a bar can do beyond links. Without this script the links work as they are. */
(() => {
  "use strict";
  const start = location.pathname + location.search;
  const titled = document.title;
  const encode = (text) =>
    encodeURIComponent(text.toWellFormed ? text.toWellFormed() : text).replace(
      /[!'()*]/g,
      (letter) => "%" + letter.charCodeAt(0).toString(16).toUpperCase(),
    );

  /* The page as it is now: its address and title, after a navigation that loaded no new page. */
  const current = (bar) => {
    const { url, title } = bar.dataset;
    if (location.pathname + location.search === start) return { url, title };
    const rest = titled.startsWith(title) ? titled.slice(title.length) : "";
    const now = document.title;
    return {
      url: new URL(location.pathname + location.search, url).href,
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
    if (url === bar.dataset.now) return;
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
    setTimeout(() => {
      delete button.dataset.done;
      if (status) status.textContent = "";
    }, 2500);
  };

  const able = {
    copy: [() => navigator.clipboard, copy],
    more: [() => navigator.share, (bar) => navigator.share(current(bar))],
  };

  const dress = (bar) => {
    bar.dataset.now = bar.dataset.url;
    for (const name of ["pointerdown", "focusin", "click"]) {
      bar.addEventListener(name, () => refresh(bar), true);
    }
    for (const button of bar.querySelectorAll("button[data-do]")) {
      const [possible, act] = able[button.dataset.do];
      if (!possible()) continue;
      button.hidden = false;
      /* A refusal, or a sheet that was closed, is nothing to report. */
      button.addEventListener("click", () => act(bar, button)?.catch(() => {}));
    }
  };

  document.querySelectorAll(".smoopt-bar[data-url]").forEach(dress);
})();
