"""A plugin as it was written for smoopt 0.1: this file and those beside it are NEVER changed.

It uses every hook, argument, name, method and field that authors could rely on then. Where a test
says that it no longer works, the change to smoopt is what has to give way, or a name's old form has
to be served as smoopt/plugin/renamed.py does.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, ClassVar

from msgspec import Meta

import smoopt
from smoopt import (
    Alternate,
    ConfigError,
    Edit,
    Fact,
    Facts,
    Fault,
    File,
    FileEdit,
    Finding,
    HeadTag,
    Image,
    Media,
    Member,
    Network,
    Page,
    Pattern,
    PerPage,
    Person,
    Place,
    Plugin,
    PluginError,
    Policy,
    Publisher,
    Rule,
    Severity,
    Site,
    Span,
    Templates,
    WantedTag,
    hookimpl,
    iso_date,
    markup,
    own_file,
    own_text,
    reconcile,
    slot,
)

ICON = "M2 2h20v20H2z"
RULE = Rule(
    id="first-rule",
    severity=Severity.WARNING,
    what="What.",
    why="Why.",
    source="https://example.org/",
    fix="Fix.",
    read="2026-12-01",
    of_build=False,
)


class First(Plugin, frozen=True):
    """Use all that there was in the first release."""

    templates: ClassVar[str] = __name__
    takes_long: ClassVar[bool] = False
    tells_most: ClassVar[bool] = True

    label: Annotated[str, Meta(min_length=1, description="What the link says.")] = "First"
    words: tuple[str, ...] = ("a", "b")

    def __post_init__(self) -> None:
        if self.label == "wrong":
            raise ValueError("label: expected another")

    def check_options(self, networks: tuple[Network, ...], templates: Templates) -> None:
        if "wrong" in self.words:
            raise ConfigError(f"words: expected others than {len(networks)}")
        if "broken" in self.words:
            raise PluginError("words: broken")
        self._line(templates, has_names=True)

    def shown_icons(self, networks: tuple[Network, ...], site: object) -> Iterable[str]:
        return [ICON for network in networks if network.name == "first-net" and site is not None]

    def _line(self, templates: Templates, *, has_names: bool) -> Pattern:
        return templates.pattern(
            "first.html.j2",
            label=self.label,
            has_names=has_names,
            names="By " + PerPage("names"),
            href=PerPage("href"),
        )

    @hookimpl
    def address(self, path: str, site: Site) -> str | None:
        return f"{site.url}elsewhere/" if path == "moved.html" else None

    @hookimpl
    def facts(self, page: Page, site: Site, shares: Mapping[str, object]) -> Facts | None:
        if page.path != "a.html" or site.url == "" or shares is None:
            return None
        given = Fact("given", "first says so", Place(page.path, 1, 1))
        person = Person(name="Ann", url="https://example.org/ann")
        return Facts(
            section=page.fact("Section", "first", page.heading),
            tags=Fact(("t",), "first"),
            authors=Fact((person,), rule="first", place=None),
            videos=Fact((Media("https://example.org/v", "video/mp4", 1, 2),), "first"),
            audios=Fact((Media(url="https://example.org/a"),), "first"),
            alternates=Fact((Alternate(language="de", url="https://example.org/de"),), "first"),
            publisher=Fact(
                Publisher(
                    "Mill", "Organization", "https://example.org/#mill", (Member("a", "b", "c"),)
                ),
                "first",
            ),
            responses=Fact((Member(name="commentCount", value=1, because="first"),), "first"),
            card=given,
        )

    @hookimpl
    def derived(
        self, page: Page, site: Site, facts: Facts, shares: Mapping[str, object]
    ) -> Facts | None:
        if page.path != "a.html" or facts.section is None or site is None or shares is None:
            return None
        stated = facts.section.is_stated
        return Facts(focus=Fact(f"derived {stated}", facts.section.because))

    @hookimpl
    def worded(
        self, page: Page, site: Site, facts: Facts, shares: Mapping[str, object]
    ) -> Facts | None:
        if page.path != "a.html" or facts.title is None or site is None or shares is None:
            return None
        return Facts(share_title=Fact(f"{facts.title.value}!", facts.title.rule))

    @hookimpl
    def survey(self, page: Page, site: Site, facts: Facts) -> dict[str, object] | None:
        known = (
            *(facts.address, facts.site_name, facts.title, facts.description, facts.images),
            *(facts.type, facts.kind, facts.published, facts.modified, facts.authors),
            *(facts.section, facts.tags, facts.language, facts.locale, facts.alternates),
            *(facts.videos, facts.audios, facts.words, facts.x_site, facts.x_creator),
            *(facts.fediverse_creator, facts.shortlink, facts.focus, facts.card),
            *(facts.share_title, facts.share_description, facts.search_description),
            *(facts.document_title, facts.licence, facts.usage_info, facts.publisher),
            *(facts.profiles, facts.share_image, facts.share_square, facts.player),
            *(facts.responses, facts.discuss),
        )
        said = [fact.rule for fact in known if fact is not None and fact.plugin]
        title = facts.title.value if facts.title else ""
        return {"title": title, "rules": len(said), "kind": facts.kind_or_page, "url": site.url}

    @hookimpl
    def gather(
        self, records: Mapping[str, dict[str, object]], site: Site
    ) -> Iterator[dict[str, object] | Finding]:
        titles = [str(record["title"]) for record in records.values()]
        yield {path: titles for path in records if site.is_page(path)}
        yield Finding(Severity.INFO, "first-gathered", Place(""), f"{len(titles)} gathered")

    @hookimpl
    def edits(
        self,
        page: Page,
        site: Site,
        facts: Facts,
        networks: tuple[Network, ...],
        shares: Mapping[str, list[str]],
        templates: Templates,
    ) -> Iterator[Edit | Finding]:
        if page.path != "a.html" or page.framework or page.amp:
            return
        assert any(network.name == "first-net" for network in networks)
        assert templates.icons == (ICON,)
        yield from self._in_the_head(page, facts)
        yield from self._in_the_body(page)
        end, start, head = (slot(page, at) for at in ("content-end", "content-start", "body-end"))
        assert end is not None
        assert start is not None
        assert head is not None
        names = ", ".join(person.name for person in facts.authors.value) if facts.authors else ""
        line = self._line(templates, has_names=bool(names))
        html = line.fill(names=names, href=site.href(page, "b.html"))
        yield Edit(Span(end, end), html, "first", "because", order=3)
        gathered = ", ".join(shares.get("first", []))
        html = markup.element("p", {"data-smoopt": "first"}, markup.text(f"{gathered} & all"))
        yield Edit(span=Span(start=start, end=start), text=html, name="first", because="shares")
        link = markup.anchor("https://example.org/", {"data-smoopt": "first"}, markup.text("<a>"))
        yield Edit(Span(head, head), link, "first", "body-end")

    def _in_the_head(self, page: Page, facts: Facts) -> Iterator[Edit | Finding]:
        head = slot(page, "head")
        assert head is not None
        assert slot(page, "body-start") is not None
        icon = markup.link("help", "https://example.org/help", xhtml=page.xhtml, title="Help")
        yield Edit(Span(head, head), icon, "help", "always")

        def fault(written: str) -> Fault | None:
            is_date = iso_date(written) != ""
            return None if is_date else Fault(rule=RULE, message="expected a date")

        section = facts.section
        assert section is not None
        yield from reconcile(
            page,
            [
                WantedTag("name", "first-date", "2026-01-02", section.because, fault),
                WantedTag(
                    attribute="property",
                    key="first:after",
                    value=section.value,
                    because=section.because,
                    after="first-date",
                    single=True,
                    stated=section.is_stated,
                ),
                WantedTag("rel", "first-rel", "https://example.org/", "always"),
            ],
        )

    def _in_the_body(self, page: Page) -> Iterator[Edit]:
        document = page.document
        (table,) = document.find_all("table")
        before = markup.start_tag("div", {"data-smoopt": "first", "class": "wide"})
        yield page.wrap(table, before, "</div>", name="first", because="it is wide", order=1)
        (image,) = document.select("main img")
        yield page.add_attributes(image, {"loading": "lazy"}, name="first", because="it is below")
        (frame,) = document.find_all("iframe")
        new = markup.element("a", {"data-smoopt": "first", "href": "https://example.org/"}, "film")
        yield page.replace(frame, new, name="first", because="nothing is loaded")
        one, other = document.select('script[type="application/ld+json"]')
        more = {"@type": "Article", "name": "A", "author": "Ann"}
        yield page.complete(one, more, name="first", because="it says too little")
        right = {"http://wrong.example/": "https://example.org/"}
        edit = page.readdress(other, right, name="first", because="it is elsewhere")
        assert edit is not None
        yield edit

    @hookimpl
    def files(
        self,
        page: Page,
        site: Site,
        facts: Facts,
        shares: Mapping[str, object],
        templates: Templates,
    ) -> Iterator[File]:
        if page.path != "a.html" or facts.title is None or templates is None or shares is None:
            return
        yield own_file("first", "txt", facts.title.value.encode())
        yield File.at("first/a.txt", "\n".join(self._asked(page, site)).encode())
        kept = site.kept("first-kept")
        yield kept or own_file("first-kept", "txt", content=b"kept", kept=True)

    def _asked(self, page: Page, site: Site) -> Iterator[str]:
        """Ask all that a page and a site tell."""
        tag = page.first_tag("first-own", "description")
        assert isinstance(tag, HeadTag)
        yield f"tag {tag.value} {tag.keys} {tag.element.tag} {page.attribute(tag.element, 'name')}"
        yield f"tags {len(page.head_tags)} {len(page.tags('description'))} {[*page.overrides]}"
        assert page.content is not None
        assert page.heading is not None
        yield f"text {own_text(page.heading)} {page.text[:9]} {page.base!r} {page.xhtml}"
        yield f"spans {page.start_tag(page.heading)} {page.end_tag(page.heading)}"
        place = page.place(page.heading)
        yield f"place {place.path} {place.line} {place.column}"
        name = site.name
        yield f"site {site.url} {name.value if name else ''} {len(site.pages)}"
        yield f"files {'a.html' in site.files}"
        yield f"address {site.address('b.html')} {site.here(page)!r} {site.href(page, 'a b.png')}"
        yield f"resolve {site.resolve(page, 'b.html')} {site.file(page, 'b.html')}"
        yield f"behind {site.behind('b.html')} {site.has('b.html')} {site.is_page('feed.xml')}"
        yield f"read {site.read('robots.txt')!r} {len(site.digest('robots.txt')) > 0}"
        yield f"feeds {[(feed.path, feed.type, feed.title) for feed in site.feeds(page.path)]}"
        title = site.title("b.html")
        yield f"title {title.stated if title else ''} {title.heading if title else ''}"
        icons = site.icons(page.path)
        yield f"icons {len(icons.icons)} {icons.touch} {icons.mask!r} {icons.manifest!r}"
        yield f"config {icons.config!r} {site.search_name('search.xml')!r}"
        yield f"color {site.theme_color('site.webmanifest')!r}"
        image = site.image(page, "pixel.png")
        assert isinstance(image, Image)
        yield f"image {image.url} {image.alt!r} {image.width}x{image.height} {image.type}"
        yield f"image {image.size > 0} {image.file} {image.missing}"
        policy = site.policy(page)
        assert isinstance(policy, Policy)
        yield f"policy {policy.allows('img-src', 'pixel.png')}"
        yield f"inline {policy.allows_inline('style-src', '')}"
        yield f"version {smoopt.__version__ != ''}"

    @hookimpl
    def site_files(
        self, site: Site, records: Mapping[str, dict[str, object]]
    ) -> Iterator[File | FileEdit]:
        yield File.at(path="first.txt", content=f"{len(records)} pages\n".encode())
        robots = site.read("robots.txt")
        if robots is not None:
            yield FileEdit(path="robots.txt", position=len(robots), text="# First: yes")

    @hookimpl
    def findings(
        self, page: Page, site: Site, facts: Facts, shares: Mapping[str, object]
    ) -> Iterator[Finding]:
        if page.path == "a.html" and site is not None and facts is not None and shares is not None:
            yield RULE.at(page.place(), "a finding", severity=Severity.ERROR)

    @hookimpl
    def site_findings(
        self, site: Site, records: Mapping[str, dict[str, object]]
    ) -> Iterator[Finding]:
        if site is not None:
            message = f"{len(records)} pages"
            yield Finding(
                severity=Severity.INFO, code="first-rule", place=Place(path=""), message=message
            )

    @hookimpl
    def rules(self) -> Rule:
        return RULE

    @hookimpl
    def networks(self) -> Network:
        return Network(
            name="first-net",
            label="First",
            kind="share",
            url="https://net.example/share",
            params={"u": "{url}", "t": "{title}"},
            place="query",
            graphemes=300,
            icon=ICON,
            aliases=("first-alias",),
            source="https://net.example/",
            official=False,
        )
