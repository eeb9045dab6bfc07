"""What ran in a page, or tried to: seen by a browser that lets it, and is told of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Error, Page, Request

# With this as a policy that is reported only, all that is inline runs, and is reported as well.
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'none'"
)
_LISTEN = """
  window.heard = [];
  const hear = (what) => { window.heard.push(String(what)); };
  for (const name of ["alert", "confirm", "prompt", "print", "open", "fetch"]) {
    window[name] = () => { hear(name); };
  }
  XMLHttpRequest.prototype.open = () => { hear("XMLHttpRequest"); };
  navigator.sendBeacon = () => { hear("sendBeacon"); };
  document.addEventListener("securitypolicyviolation", (event) => {
    hear(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
  });
  window.known = new Set([...Object.getOwnPropertyNames(window), "known"]);
"""
_LOOK = """async () => {
  document.querySelectorAll("details").forEach((each) => { each.open = true; });
  for (const element of document.querySelectorAll("*")) {
    for (const { name } of element.attributes) {
      if (name.startsWith("on")) heard.push(`<${element.localName} ${name}>`);
    }
  }
  for (const script of document.querySelectorAll("script:not([type='application/ld+json'])")) {
    if (!script.getAttribute("src")?.startsWith("smoopt/")) heard.push("<script>");
  }
  const may = ["http:", "https:", "mailto:", "sms:", "tel:", "web+mastodon:"];
  for (const link of document.querySelectorAll("[data-smoopt] [href], a[data-smoopt]")) {
    if (!may.includes(link.protocol)) heard.push(`${link.protocol} in <${link.localName}>`);
  }
  const own = document.querySelectorAll("iframe, object, embed, base, form, meta[http-equiv]");
  own.forEach((each) => heard.push(`<${each.localName}>`));
  await new Promise((done) => setTimeout(done));
  const marks = Object.getOwnPropertyNames(window).filter((name) => !known.has(name));
  return [...heard, ...marks.map((name) => `window.${name}`)];
}"""


class Watched:
    """A tab, in which pages of a server are opened one after the other."""

    def __init__(self, tab: Page, address: str, pictures: str = "") -> None:
        """Watch a tab; `pictures` is an address below which pages may have pictures besides."""
        self.tab = tab
        self.address = address
        self.pictures = pictures
        self._told: list[str] = []
        tab.add_init_script(_LISTEN)
        tab.on("dialog", self._dialog)
        tab.on("popup", lambda page: self._told.append(f"popup {page.url}"))
        tab.on("request", self._asked)

    def open(self, path: str) -> list[str]:
        """Open a page, and give what ran there, was asked for or could run."""
        self._told.clear()
        self.tab.goto(f"{self.address}{path}")
        try:
            heard = self.tab.evaluate(_LOOK)
        except Error as error:  # what ran may have taken what is looked with
            heard = [str(error)]
        if self.tab.url != f"{self.address}{path}":
            heard.append(f"went to {self.tab.url}")
        return [*heard, *self._told]

    def _dialog(self, dialog: object) -> None:
        self._told.append("dialog")
        dialog.dismiss()  # type: ignore[attr-defined]

    def _asked(self, asked: Request) -> None:
        url = asked.url
        path = urlsplit(url).path
        is_own = url.startswith(self.address)
        is_picture = asked.resource_type == "image" and self.pictures
        if is_picture and url.startswith(self.pictures):
            return
        if not (
            is_own and (path.startswith("/smoopt/") or path.endswith((".html", ".png", ".ico")))
        ):
            self._told.append(f"asked for {url}")


@contextmanager
def watched(browser: Browser, address: str, pictures: str = "") -> Iterator[Watched]:
    """Open a tab that watches what runs in the pages of a server; see `Watched`."""
    with browser.new_context() as context:
        yield Watched(context.new_page(), address, pictures)
