"""`Length`: how much of a text a platform shows, in its own way of counting."""

from typing import Literal, NamedTuple

from smoopt.bar.texts import cut


class Length(NamedTuple):
    """A limit in characters (graphemes, as people count) or in bytes of UTF-8; 0 is none.

    What is longer than `limit` ends in `end`.
    """

    limit: int = 0
    unit: Literal["characters", "bytes"] = "characters"
    end: str = "…"

    def shown(self, text: str) -> str:
        """Give what is shown of a text."""
        if not self.limit:
            return text
        if self.unit == "characters":
            return cut(text, self.limit)
        written = text.encode()
        if len(written) <= self.limit:
            return text
        # A character that does not fit whole is left out.
        return written[: self.limit].decode(errors="ignore") + self.end
