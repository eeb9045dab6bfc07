"""The last source: the configuration's facts for all pages, and simple conclusions."""

from collections.abc import Mapping

from smoopt.builtin.sources.boilerplate.repeats import named
from smoopt.html.page import Page
from smoopt.model.facts import ARTICLE_BY_DATE, Fact, Facts, Person
from smoopt.plugin.hooks import Plugin, Shares, hookimpl
from smoopt.site.own_accounts import own_accounts
from smoopt.site.site import Site

_RULE = "site.{} in the configuration"


class Defaults(Plugin, frozen=True):
    """Give the site's name, author, image and accounts to pages that name none themselves."""

    @hookimpl
    def facts(self, page: Page, site: Site, shares: Shares) -> Facts:
        """Read the `[site]` table, and the site's name from wherever it was found."""
        table = site.settings.site
        accounts = own_accounts(table)
        image = site.image(None, table.image, table.image_alt) if table.image else None
        return Facts(
            site_name=named(page, site, shares),
            images=Fact((image,), _RULE.format("image")) if image and not image.missing else None,
            x_site=_account(table.x, "x"),
            fediverse_creator=_account(table.fediverse, "fediverse"),
            profiles=_profiles(accounts) if accounts else None,
        )

    @hookimpl
    def derived(self, site: Site, facts: Facts) -> Facts:
        """Conclude the type: a page of content with a date of publication is an article.

        The site's author is the author of pages that show no other.
        """
        name = site.settings.site.author
        authors = Fact((Person(name),), _RULE.format("author")) if name else None
        is_list = facts.kind_or_page != "page"
        if facts.published is not None and not is_list:
            type_ = Fact("article", ARTICLE_BY_DATE, facts.published.place)
        else:
            type_ = Fact("website", "nothing says that it is an article")
        return Facts(type=type_, authors=authors)


def _profiles(accounts: Mapping[str, str]) -> Fact[tuple[str, ...]]:
    return Fact((*accounts.values(),), _RULE.format(" and site.".join(accounts)))


def _account(name: str, field: str) -> Fact[str] | None:
    return Fact(f"@{name.removeprefix('@')}", _RULE.format(field)) if name else None
