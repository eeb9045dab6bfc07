"""The kit as CSV: for spreadsheets, and for bulk upload to Buffer and Hootsuite."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence

from smoopt.kit.announcement import Announcement
from smoopt.kit.post import Post
from smoopt.model.errors import SiteError
from smoopt.model.web_address import path_of
from smoopt.model.wording import counted

Cells = Sequence[str]
# Characters that start a formula in a spreadsheet:
# https://owasp.org/www-community/attacks/CSV_Injection (2026-12-01)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_COLUMNS = ("network", "date", "title", "text", "link", "picture", "alt", "page")
# https://support.buffer.com/article/926-how-to-upload-posts-in-bulk-to-buffer (2026-12-01, as
# others quote it): these column names, times like 2026-12-01 09:00, at most this many posts, JPEG
# or PNG pictures.
_BUFFER = ("Text", "Image URL", "Tags", "Posting Time")
_MOST_BUFFER = 100
_BUFFER_PICTURES = (".jpg", ".jpeg", ".png")
# https://help.hootsuite.com/hc/en-us/articles/4403597090459 (2026-12-01, as others quote it): no
# header row, times like 12/01/2026 09:00 whose minutes end with 0 or 5, at most this many posts.
_MOST_HOOTSUITE = 350
_HOOTSUITE_MINUTES = 5


def spreadsheet(kit: Iterable[Announcement]) -> str:
    """Write all fields of each post; a cell that would be a formula gets a leading apostrophe."""
    rows = (
        (
            post.network.name,
            f"{each.at:%Y-%m-%d %H:%M}" if each.at else "",
            part.text if part.name == "title" else "",
            "" if part.name == "title" else part.text,
            post.link,
            post.picture.url if post.picture else "",
            post.picture.alt if post.picture else "",
            each.due.article.path,
        )
        for each, post in _posts(kit)
        for part in post.parts
    )
    return _written((_COLUMNS, *([_no_formula(cell, "'") for cell in row] for row in rows)))


def buffer(kit: Iterable[Announcement]) -> str:
    """Write posts for upload to one channel of Buffer; raises SiteError for too many."""
    rows = [
        (_importable(post), _picture_for_buffer(post), "", f"{each.time:%Y-%m-%d %H:%M}")
        for each, post in _posts(kit)
    ]
    _refuse_more(rows, _MOST_BUFFER, "Buffer")
    return _written((_BUFFER, *rows))


def hootsuite(kit: Iterable[Announcement]) -> str:
    """Write posts for Hootsuite; raises SiteError for too many, or for a time that it rejects."""
    rows = []
    for each, post in _posts(kit):
        at = each.time
        if at.minute % _HOOTSUITE_MINUTES:
            raise SiteError(f"Hootsuite takes times that end with 0 or 5; {at:%H:%M} does not")
        # The text contains the link already; a link field of its own would repeat it.
        link = post.link if post.network.apart else ""
        rows.append((f"{at:%m/%d/%Y %H:%M}", _importable(post), link))
    _refuse_more(rows, _MOST_HOOTSUITE, "Hootsuite")
    return _written(rows)


# By name of the scheduler
SCHEDULERS: dict[str, Callable[[Iterable[Announcement]], str]] = {
    "buffer": buffer,
    "hootsuite": hootsuite,
}


def _posts(kit: Iterable[Announcement]) -> Iterator[tuple[Announcement, Post]]:
    return ((each, post) for each in kit for post in each.posts)


def _importable(post: Post) -> str:
    """Return a post's text, with a leading space if it would be a formula; networks trim that."""
    return _no_formula(post.text, " ")


def _no_formula(cell: str, before: str) -> str:
    return f"{before}{cell}" if cell.startswith(_FORMULA) else cell


def _picture_for_buffer(post: Post) -> str:
    url = post.picture.url if post.picture else ""
    return url if path_of(url).lower().endswith(_BUFFER_PICTURES) else ""


def _refuse_more(rows: Sequence[Cells], most: int, name: str) -> None:
    if len(rows) > most:
        raise SiteError(
            f"{name} takes {most} posts at a time, and there are {counted(len(rows), 'post')}; "
            "name some pages with --pages, or days with --since"
        )


def _written(rows: Iterable[Cells]) -> str:
    """Write rows as RFC 4180 defines them."""
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue()
