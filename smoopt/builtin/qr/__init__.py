"""A QR code of the page's address, for readers on paper, on a screen, or on a poster."""

from collections.abc import Iterator
from itertools import product
from typing import Annotated, ClassVar, cast

from msgspec import Meta

from smoopt.builtin.qr.code import MODULE, Code, code_of, svg
from smoopt.builtin.qr.print_sheet import PrintSheet
from smoopt.html.page import Page
from smoopt.html.per_page import PerPage
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, File, Span
from smoopt.model.extras import refuse_without
from smoopt.model.facts import Fact, Facts
from smoopt.model.page_files import beside
from smoopt.model.web_address import is_of_the_web
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.plugin.networks import Network
from smoopt.plugin.widget_templates import Templates
from smoopt.site.own_assets import asset_edits
from smoopt.site.site import Site

_OF_CONTENT = frozenset({"home", "page"})
_SUFFIX = ".qr.svg"


class Qr(Plugin, frozen=True):
    """Show the page's address as a QR code after the text; the short address, if there is one."""

    templates: ClassVar[str] = "smoopt.builtin.qr"

    show: Annotated[bool, Meta(description="Whether pages show the code, collapsed at first.")] = (
        True
    )
    print: Annotated[
        bool,
        Meta(
            description="Whether a small style sheet prints the code, with its address, when "
            "readers print the page."
        ),
    ] = True
    file: Annotated[
        bool,
        Meta(description="Whether to write the code also to a file beside the page: NAME.qr.svg."),
    ] = False

    def check_options(self, networks: tuple[Network, ...], templates: Templates) -> None:  # noqa: ARG002
        """Raise ValueError where zxing-cpp is missing, ConfigError for a template that is wrong."""
        refuse_without("qr", "codes are made by zxing-cpp", "zxingcpp")
        if self.show and templates.replaced:
            for is_drawn, href in product((False, True), ("", "code.svg")):
                self._shown(Code((b"\0",)), "", href, templates, is_drawn=is_drawn)

    @hookimpl
    def edits(self, page: Page, site: Site, facts: Facts, templates: Templates) -> Iterator[Edit]:
        """Show the code after the text, on screen and on paper."""
        url = _url(facts) if self.show else None
        place = None if url is None else slot(page, "content-end")
        code = None if url is None or place is None else _code(page, url.value)
        if place is not None and url is not None and code is not None:
            path = beside(page.path, _SUFFIX)
            href = site.href(page, path) if self.file and not site.has(path) else ""
            is_drawn = not _may_show_pictures(page, site)
            shown = self._shown(code, url.value, href, templates, is_drawn=is_drawn)
            yield Edit(Span(place, place), shown, "QR code", url.because, order=4)
            sheet = PrintSheet(site, templates)
            if self._is_printed(page, site, sheet):
                name, why = "print style sheet", "print = true"
                yield from asset_edits(page, site, sheet.file, name, why, media=sheet.media)

    @hookimpl
    def files(self, page: Page, site: Site, facts: Facts, templates: Templates) -> Iterator[File]:
        """Yield the code as a picture to print beside the page, and the style sheet."""
        url, sheet = _url(facts), PrintSheet(site, templates)
        is_printed = url is not None and self._is_printed(page, site, sheet)
        code = _code(page, url.value) if url is not None and (self.file or is_printed) else None
        if url is None or code is None:
            return
        if is_printed and slot(page, "content-end") is not None:
            yield sheet.file
        if self.file and not site.has(beside(page.path, _SUFFIX)):
            drawn = svg(code, url.value, code.side * MODULE)
            yield File.at(beside(page.path, _SUFFIX), drawn.encode())

    def _is_printed(self, page: Page, site: Site, sheet: PrintSheet) -> bool:
        """Return whether the code is shown on paper; where a framework is used, none is."""
        return self.show and self.print and not page.framework and sheet.may_load(page, site)

    def _shown(
        self, code: Code, url: str, href: str, templates: Templates, *, is_drawn: bool
    ) -> str:
        """Render the template; with `is_drawn`, the code is SVG, with four times the bytes."""
        pattern = templates.pattern(
            "qr.html.j2",
            side=code.side,
            width=code.side * MODULE,
            is_drawn=is_drawn,
            path=PerPage("path"),
            picture=PerPage("picture"),
            url=PerPage("url"),
            has_file=bool(href),
            href=PerPage("href"),
        )
        path = code.path if "path" in pattern.names else ""
        picture = code.picture if "picture" in pattern.names else ""
        return pattern.fill(path=path, picture=picture, url=url, href=href)


def _url(facts: Facts) -> Fact[str] | None:
    """Return the address in the code of a page of content: the short link, else its address."""
    if facts.kind_or_page not in _OF_CONTENT:
        return None
    links = (facts.shortlink, facts.address)
    return next((each for each in links if each is not None and is_of_the_web(each.value)), None)


def _may_show_pictures(page: Page, site: Site) -> bool:
    """Return whether the page may show an embedded picture, which AMP and a policy may forbid."""
    policy = site.policy(page)
    return not page.amp and (not policy.policies or policy.allows("img-src", "data:image/png,"))


def _code(page: Page, url: str) -> Code | None:
    """Return the code, cached for the page and its file."""
    if "qr" not in page.memo:
        page.memo["qr"] = code_of(url)
    return cast("Code | None", page.memo["qr"])
