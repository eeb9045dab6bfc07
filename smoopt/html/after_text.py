"""What follows a page's text inside its content: comments, related posts, a pager."""

import re
from functools import cache
from itertools import islice

from turbohtml import Element

from smoopt.html.class_words import is_named
from smoopt.html.own_text import is_aside
from smoopt.model.plain_text import tidy

# Class names that themes and comment services give to what follows the text.
_NAMES = frozenset(
    {
        *("comments", "comment-list", "comment-form", "comment-respond", "respond", "disqus"),
        *("disqus_thread", "giscus", "utterances", "commento", "isso-thread", "remark42", "gitalk"),
        *("webmentions", "related", "read-next", "readnext", "similar-posts", "more-posts"),
        *("you-may-also-like", "recommended", "pager", "pagination", "paginator", "prev-next"),
        *("prevnext", "previous-next", "nav-links", "post-nav", "post-navigation", "page-nav"),
        *("article-nav", "article-footer", "post-footer", "entry-footer", "author-box"),
        *("author-bio", "author-card", "author-info", "author-profile", "about-author"),
        *("about-the-author", "post-author", "kommentare", "commentaires", "comentarios"),
        *("comentários", "commenti", "reacties", "utterances-container", "hyvor-talk-comments"),
        *("newsletter", "subscribe", "sharing", "share", "page-edit", "edit-page", "backlinks"),
    }
)
_TAGS = frozenset({"nav", "footer", "form"})
# Notes are a part of the text, wherever they stand.
_NOTES = "[role=doc-endnotes], .footnotes, .footnote, .endnotes"
_COMMENTS = (
    *("comments?", "leave a (?:comment|reply)", "post a comment", "kommentare?", "kommentarer"),
    *("commentaires?", "laisser un commentaire", "comentarios?", "comentários?", "commenti"),
    *("commento", "reacties", "komentarze", "комментарии", "коментарі", "yorumlar", "コメント"),
    *("评论", "評論", "留言", "댓글"),
)
_RELATED = (
    *("related(?: (?:posts?|articles?|pages?|content|reading|stories|entries|links|topics))?",),
    *("similar (?:posts|articles)", "you (?:may|might) also (?:like|enjoy)", "read next"),
    *("more (?:posts|articles)", "recommended(?: (?:posts|articles|reading|for you))?"),
    *("ähnliche (?:beiträge|artikel)", "verwandte (?:beiträge|artikel)", "weiterlesen"),
    *("articles (?:similaires|liés|connexes)", "(?:artículos|entradas) relacionad[oa]s"),
    *("(?:artigos|posts) relacionados", "articoli correlati", "post correlati"),
    *("gerelateerde (?:artikelen|berichten)", "relaterade inlägg", "powiązane (?:wpisy|artykuły)"),
    *("похожие (?:записи|статьи)", "関連記事", "相关(?:文章|阅读)", "相關文章", "관련 글"),
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Signs of a link to the page before or after.
_ARROWS = frozenset("←→↑⟵⟶‹›«»❮❯◀▶⬅➡<>")
_PAGER_BLOCKS = frozenset({"p", "div", "section", "ul"})
# What may stand around the words: a number of comments, a colon.
_AROUND = " 0123456789:：()（）#¶…"
_LONGEST = 60


def is_after_text(element: Element) -> bool:
    """Tell whether an element is not part of the text, but added after it by the theme."""
    named = element.tag in _TAGS
    if not named:
        if not element.attrs:
            return False
        # An id is made of the words of a heading by some generators: `related-work`.
        named = (element.attr("id") or "") in _NAMES or is_named(element, _NAMES, ("class",))
    return named and not element.matches(_NOTES) and element.select_one(_NOTES) is None


def holds_only_after_text(element: Element) -> bool:
    """Tell whether an element contains only one that themes put after the text."""
    within = [*islice((one for one in element.children if isinstance(one, Element)), 2)]
    return (
        len(within) == 1
        and is_after_text(within[0])
        and len(within[0].text.split()) == len(element.text.split())
    )


def begins_after_text(element: Element) -> bool:
    """Tell whether a section begins with a heading for comments or related posts."""
    if element.tag not in {"section", "div", "aside"}:
        return False
    first = next((one for one in element.children if isinstance(one, Element)), None)
    return first is not None and is_after_heading(first)


def is_pager(element: Element) -> bool:
    """Tell whether an element only links to the previous and next page, by `rel` or an arrow."""
    if element.tag not in _PAGER_BLOCKS:
        return False
    links = element.find_all("a", limit=5)
    letters = sum(map(str.isalnum, "".join(link.text for link in links)))
    if not links or len(links) > 4 or letters != sum(map(str.isalnum, element.text)):  # noqa: PLR2004
        return False
    return any(_leads_on(link) for link in links)


def _leads_on(link: Element) -> bool:
    said, rel = link.text.strip(), (link.attr("rel") or "").lower().split()
    return not {"prev", "next"}.isdisjoint(rel) or not _ARROWS.isdisjoint((said[:1], said[-1:]))


def is_of_text(element: Element, content: Element) -> bool:
    """Tell whether an element belongs to the text of the content, and not to a menu or pager."""
    for above in element.ancestors:
        if above == content:
            return True
        if isinstance(above, Element) and (is_aside(above) or is_after_text(above)):
            return False
    return False


def is_after_heading(element: Element) -> bool:
    """Tell whether an element is a heading over comments or related posts."""
    if element.tag not in _HEADINGS:
        return False
    said = element.text
    return len(said) <= _LONGEST and _heading().fullmatch(tidy(said).strip(_AROUND)) is not None


# To compile it takes 1 ms, which a site without such headings need not pay.
@cache
def _heading() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join((*_COMMENTS, *_RELATED))})", re.IGNORECASE)
