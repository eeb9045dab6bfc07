"""The articles that posts are due for: new ones and changed ones."""

from datetime import date
from typing import Literal, NamedTuple

from smoopt.build.builder import Builder
from smoopt.build.pipeline import why_skipped
from smoopt.build.processes.engine import PagesDone
from smoopt.html.page import Page
from smoopt.kit.announced import Announced
from smoopt.kit.shared_article import SharedArticle, shared_article, text_of_article
from smoopt.model.faults import guarded
from smoopt.model.stopped import stop_if_asked
from smoopt.site.kept_out import is_kept_out
from smoopt.site.settings import matches


class DueArticle(NamedTuple):
    """An article, why it is due ("" if it was only requested), and its digest."""

    article: SharedArticle
    why: Literal["new", "changed", ""]
    digest: str


class Wanted(NamedTuple):
    """The articles that the user requests.

    `patterns`, written as in .gitignore, replace the default of all pages that are articles;
    `since` is the earliest day; `all` includes articles that were announced before.
    """

    patterns: tuple[str, ...] = ()
    since: date | None = None
    all: bool = False


def due_articles(
    builder: Builder, announced: Announced, wanted: Wanted, pages_done: PagesDone
) -> list[DueArticle]:
    """Return the articles that are due, the oldest first.

    Pages that are kept from search engines, such as drafts, are left out.
    """
    found = []
    for path in builder.site.pages:
        stop_if_asked()
        if due := _due(builder, path, announced, wanted):
            found.append(due)
        pages_done(1)
    return sorted(found, key=lambda due: (due.article.published or "~", due.article.path))


def _due(builder: Builder, path: str, announced: Announced, wanted: Wanted) -> DueArticle | None:
    if wanted.patterns and not matches(wanted.patterns, path):
        return None
    try:
        data = builder.site.opened.read(path)
    except OSError:  # it has been deleted, or cannot be read: `build` reports that
        return None
    known = guarded(lambda: _read(builder, path, data, wanted), lambda _: None)
    if known is None:
        return None
    article, digest = known
    if wanted.since is not None:
        return DueArticle(article, "", digest) if _day(article) >= str(wanted.since) else None
    why = announced.news(article.address, digest)
    return DueArticle(article, why, digest) if why or wanted.all else None


def _read(
    builder: Builder, path: str, data: bytes, wanted: Wanted
) -> tuple[SharedArticle, str] | None:
    page = Page(path, data)
    if why_skipped(page, data, builder.site) or is_kept_out(builder.site, page):
        return None
    facts = builder.facts(page)
    if facts.kind_or_page != "page":
        return None
    if not wanted.patterns and (facts.type is None or facts.type.value != "article"):
        return None
    article = shared_article(path, facts)
    return None if article is None else (article, article.digest(text_of_article(page)))


def _day(article: SharedArticle) -> str:
    """Return the day of an article's latest publication or change, "" where unknown."""
    return max(article.published, article.modified)[:10]
