"""`Announcement`: an article with its posts, and the time at which they are to be sent."""

from datetime import datetime
from typing import NamedTuple

from smoopt.kit.due_articles import DueArticle
from smoopt.kit.post import Post


class Announcement(NamedTuple):
    """An article that is due, its posts, and their time, which is None where none is scheduled.

    `without` names the networks whose limits are too small for any post about the article.
    """

    due: DueArticle
    posts: tuple[Post, ...]
    at: datetime | None = None
    without: tuple[str, ...] = ()

    @property
    def time(self) -> datetime:
        """The time of the posts; raises ValueError where none is scheduled."""
        if self.at is None:
            raise ValueError("nothing is scheduled")
        return self.at
