"""A site's icons, web app manifest and theme colour, named in the head of each page."""

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from smoopt.builtin.icons.drawing import Drawn, drawn, is_svg
from smoopt.builtin.icons.icon_tags import Wanted, icon_tags
from smoopt.builtin.icons.made_icons import files, with_made
from smoopt.html.page import Page
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, File, Span
from smoopt.model.extras import refuse_without
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.plugin.networks import Network
from smoopt.plugin.widget_templates import Templates
from smoopt.site.config import FILE_NAME
from smoopt.site.icon_files import six_digits
from smoopt.site.site import Site

LOGO = Rule(
    "icons-logo",
    Severity.WARNING,
    "Not all icons can be made from the `logo` of the plugin `icons`.",
    "Without them, browsers, home screens and chat apps show another icon or none.",
    "",
    "Name a PNG, JPEG, WebP or GIF file of the site that is 512 pixels wide, or add the icons "
    "to the site yourself.",
)


class Icons(Plugin, frozen=True):
    """Name the site's icons, web app manifest and theme colour; make icons from a logo."""

    logo: Annotated[
        str, Meta(description="The picture in the site to make icons from: images/logo.png.")
    ] = ""
    background: Annotated[
        str, Meta(description="The background of a transparent logo on home screens: #rrggbb.")
    ] = "#ffffff"
    manifest: Annotated[bool, Meta(description="Whether to name the web app manifest.")] = True
    theme_color: Annotated[
        bool, Meta(description="Whether to add the theme colour from the manifest.")
    ] = True
    mask_color: Annotated[
        str,
        Meta(description="The colour of safari-pinned-tab.svg; by default the theme colour."),
    ] = ""

    def __post_init__(self) -> None:
        """Raise ValueError, which msgspec reports with its place, for what is not a colour."""
        for name in ("background", "mask_color"):
            color = getattr(self, name)
            if not six_digits(color) and (color or name == "background"):
                raise ValueError(f"{name}: {color!r} is not a colour; expected one like #0a7bbd")

    def check_options(self, networks: tuple[Network, ...], templates: Templates) -> None:  # noqa: ARG002
        """Raise ValueError where Pillow is needed and missing."""
        if self.logo and not is_svg(self.logo):
            refuse_without("icons", "logo: icons are made by Pillow", "PIL")

    @hookimpl
    def edits(self, page: Page, site: Site) -> Iterator[Edit]:
        """Add the tags that a theme has left out; those that are there stay as they are."""
        icons = site.icons(page.path)
        if self._makes_icons_of(site):
            icons = with_made(site, icons, self._drawn(site), self.logo)
        wanted = Wanted(icons, self.manifest, self.theme_color, six_digits(self.mask_color))
        tags = [*icon_tags(page, site, wanted)]
        position = slot(page, "head") if tags else None
        if position is not None:
            at = Span(position, position)
            yield from (Edit(at, tag.text, tag.name, tag.because) for tag in tags)

    @hookimpl
    def site_files(self, site: Site) -> Iterator[File]:
        """Yield the icons that are drawn."""
        if self.logo:
            for path, content in files(site, self._drawn(site)).items():
                yield File.at(path, content)

    @hookimpl
    def site_findings(self, site: Site) -> Iterator[Finding]:
        """Report why icons cannot be drawn."""
        if self.logo and (problem := self._drawn(site).problem):
            yield LOGO.at(Place(FILE_NAME), f"plugins.icons.logo: {problem}")

    @hookimpl
    def rules(self) -> Rule:
        """Describe the rule on the logo."""
        return LOGO

    def _makes_icons_of(self, site: Site) -> bool:
        """Return whether the logo is that of the whole site: one for some pages makes no files."""
        table = site.settings.plugins.get("icons")
        return self.logo != "" and isinstance(table, dict) and table.get("logo") == self.logo

    def _drawn(self, site: Site) -> Drawn:
        return drawn(site, self.logo, self.background)
