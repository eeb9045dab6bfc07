"""`Announcement`: an article with its posts, and when they are to be sent."""

from datetime import datetime
from typing import NamedTuple

from smoopt.kit.due_articles import DueArticle
from smoopt.kit.post import Post


class Announcement(NamedTuple):
    """An article that is due, its posts, and their time; None where nothing is scheduled.

    `without` are the networks, as people call them, that are too short for any post of it.
    """

    due: DueArticle
    posts: tuple[Post, ...]
    at: datetime | None = None
    without: tuple[str, ...] = ()

    @property
    def time(self) -> datetime:
        """Their time, where they are scheduled; raises ValueError where they are not."""
        if self.at is None:
            raise ValueError("nothing is scheduled")
        return self.at
