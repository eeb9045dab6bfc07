"""The articles that posts are due for: those that are new or have changed."""

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
    """An article, why it is due ("" for one that was asked for all the same), and its digest."""

    article: SharedArticle
    why: Literal["new", "changed", ""]
    digest: str


class Wanted(NamedTuple):
    """Which articles are asked for.

    By patterns as in .gitignore, in place of all pages that are articles; those from a day on; and
    whether also those that were announced.
    """

    patterns: tuple[str, ...] = ()
    since: date | None = None
    all: bool = False


def due_articles(
    builder: Builder, announced: Announced, wanted: Wanted, pages_done: PagesDone
) -> list[DueArticle]:
    """Give the articles that are due, the oldest first.

    Pages that are kept from search engines, as drafts are, are not: nobody is to find them.
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
    except OSError:  # it has gone, or cannot be read: `build` says so
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
    """Give the last day on which something of an article was published, "" where unknown."""
    return max(article.published, article.modified)[:10]
