"""A blogroll: the blogs that an author reads, in a page for people and as OPML for readers."""

from collections.abc import Iterator
from typing import Annotated, ClassVar
from xml.etree import ElementTree as Xml

import msgspec
from msgspec import Meta
from smoopt import (
    Edit,
    Facts,
    File,
    Finding,
    Network,
    Page,
    Pattern,
    PerPage,
    Place,
    Plugin,
    Rule,
    Severity,
    Site,
    Span,
    Templates,
    hookimpl,
    markup,
    slot,
)

# Where programs look for a site's recommendations:
# https://opml.org/blogroll.opml (2026-12-01)
WELL_KNOWN = ".well-known/recommendations.opml"
_PRESENT = "[data-smoopt=blogroll]"
NO_PAGE = Rule(
    id="blogroll-page",
    severity=Severity.WARNING,
    what="The page that is to show the blogroll is not in the site.",
    why="Nobody sees the list but programs that read OPML.",
    source="",
    fix="Give the option `page` the path of a page as it lies in the site: 'links/index.html'.",
)


class Blog(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One blog: what it is called, where it is, its feed, and what is said of it."""

    title: Annotated[str, Meta(min_length=1, description="What the blog is called.")]
    url: Annotated[str, Meta(description="Its address.")]
    feed: Annotated[str, Meta(description="The address of its feed, if it has one.")] = ""
    about: Annotated[str, Meta(description="What you say of it.")] = ""

    def __post_init__(self) -> None:
        """Refuse what is not an address, and what no XML can hold."""
        for name in ("url", "feed"):
            value = getattr(self, name)
            if not value.startswith(("https://", "http://")) and (value or name == "url"):
                raise ValueError(f"{name}: expected an address with https://, found {value!r}")
        for name in self.__struct_fields__:
            if not getattr(self, name).isprintable():
                raise ValueError(f"{name}: expected a line of text, found {getattr(self, name)!r}")


class Blogroll(Plugin, frozen=True):
    """List the blogs that you read, in a page and as OPML."""

    # The package that ships blogroll.html.j2; a site may have its own.
    templates: ClassVar[str] = __name__

    blogs: Annotated[tuple[Blog, ...], Meta(min_length=1, description="What you read.")]
    page: Annotated[str, Meta(description="The path of the page that shows the list, if any.")] = ""
    path: Annotated[str, Meta(description="Where the OPML lies in the site.")] = "blogroll.opml"
    title: Annotated[str, Meta(min_length=1, description="What the list is called.")] = "Blogroll"
    feed_label: Annotated[str, Meta(description="What the link to a blog's feed says.")] = "feed"
    well_known: Annotated[
        bool, Meta(description=f"Whether the OPML lies at {WELL_KNOWN} as well.")
    ] = True

    def __post_init__(self) -> None:
        """Refuse an option that is wrong, before any page is read."""
        if self.path.startswith("/") or not self.path.endswith((".opml", ".xml")):
            raise ValueError(f"path: expected one like 'blogroll.opml', found {self.path!r}")
        if not self.title.isprintable():
            raise ValueError(f"title: expected a line of text, found {self.title!r}")

    def check_options(
        self,
        networks: tuple[Network, ...],  # noqa: ARG002
        templates: Templates,
    ) -> None:
        """Refuse a template that is wrong, before any page is read."""
        self._list(templates)

    @hookimpl
    def edits(self, page: Page, site: Site, facts: Facts, templates: Templates) -> Iterator[Edit]:
        """Link to the OPML from the home page and the list's page; show the list on the latter."""
        shows = page.path == self.page
        if not shows and facts.kind_or_page != "home":
            return
        because = "the page shows the blogroll" if shows else "it is the home page"
        head, href = slot(page, "head"), site.href(page, self.path)
        if head is not None and not page.tags("blogroll"):
            # https://opml.org/blogroll.opml (2026-12-01)
            link = markup.link(
                "blogroll", href, xhtml=page.xhtml, type="text/xml", title=self.title
            )
            yield Edit(Span(head, head), link, "blogroll link", because)
        position = slot(page, "body-end" if page.framework else "content-end")
        # If it is there, a minifier has removed the marks around smoopt's earlier addition.
        is_there = page.document.select_one(_PRESENT) is not None
        if shows and position is not None and not is_there:
            html = self._list(templates).fill(href=href)
            yield Edit(Span(position, position), html, "blogroll", because)

    @hookimpl
    def site_files(self, site: Site) -> Iterator[File]:
        """Write the OPML."""
        content = self._opml(site)
        yield File.at(self.path, content)
        if self.well_known and self.path != WELL_KNOWN:
            yield File.at(WELL_KNOWN, content)

    @hookimpl
    def rules(self) -> Rule:
        """Describe the rule of the finding."""
        return NO_PAGE

    @hookimpl
    def site_findings(self, site: Site) -> Iterator[Finding]:
        """Report that the page for the list does not exist."""
        if self.page and not site.is_page(self.page):
            yield NO_PAGE.at(Place(""), f"{self.page} is no page of the site")

    def _list(self, templates: Templates) -> Pattern:
        return templates.pattern(
            "blogroll.html.j2",
            blogs=self.blogs,
            title=self.title,
            feed_label=self.feed_label,
            href=PerPage("href"),
        )

    def _opml(self, site: Site) -> bytes:
        """Return the OPML: https://opml.org/spec2.opml (2026-12-01), "Subscription lists"."""
        opml = Xml.Element("opml", version="2.0")
        head = Xml.SubElement(opml, "head")
        name = site.name.value if site.name else ""
        Xml.SubElement(head, "title").text = f"{self.title}: {name}" if name else self.title
        if site.url:
            Xml.SubElement(head, "ownerId").text = site.url
        body = Xml.SubElement(opml, "body")
        for blog in self.blogs:
            Xml.SubElement(body, "outline", {name: said for name, said in _said(blog) if said})
        Xml.indent(opml, " ")
        written: bytes = Xml.tostring(opml, "utf-8", xml_declaration=True)
        return written + b"\n"


def _said(blog: Blog) -> Iterator[tuple[str, str]]:
    """Yield the attributes of a blog's outline, which is a link if the blog has no feed."""
    yield "type", "rss" if blog.feed else "link"
    yield "text", blog.title
    yield "title", blog.title if blog.feed else ""
    yield "description", blog.about
    yield "htmlUrl" if blog.feed else "url", blog.url
    yield "xmlUrl", blog.feed
