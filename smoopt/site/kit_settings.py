"""The `[kit]` table: the posts that `smoopt kit` writes for networks."""

import re
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from smoopt.site.campaign import Utm

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


class KitNetwork(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A `[kit.network.NAME]` table: settings for one network."""

    template: Annotated[
        str, Meta(description="The text of a post, as a Jinja template; always a single post.")
    ] = ""
    hashtags: Annotated[
        Annotated[int, Meta(ge=0, le=30)] | None,
        Meta(description="The maximum number of hashtags in a post."),
    ] = None
    limit: Annotated[
        Annotated[int, Meta(ge=1)] | None,
        Meta(description="The maximum length of a post, for a server with its own limit."),
    ] = None
    thread: Annotated[
        bool | None, Meta(description="Whether to split a text that is too long into a thread.")
    ] = None


class KitSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The `[kit]` table.

    `days`, `times` and `zone` are the schedule of posts: one article at each time.
    """

    networks: Annotated[
        tuple[str, ...], Meta(description="The networks to write posts for, in this order.")
    ] = ()
    pages: Annotated[
        tuple[str, ...],
        Meta(description="The pages to write posts for, as patterns like those of .gitignore."),
    ] = ()
    hashtags: Annotated[
        tuple[str, ...], Meta(description="Hashtags that each post has, before its own.")
    ] = ()
    utm: Annotated[bool | Utm, Meta(description="Campaign parameters for the links of posts.")] = (
        False
    )
    days: Annotated[
        tuple[Day, ...], Meta(min_length=1, description="The days on which to post.")
    ] = ("tue", "wed", "thu")
    times: Annotated[
        tuple[str, ...], Meta(min_length=1, description="The times of day at which to post.")
    ] = ("09:00",)
    zone: Annotated[
        str,
        Meta(
            description="The time zone of these times, such as Europe/Berlin; by default "
            "the reader's."
        ),
    ] = ""
    network: Annotated[
        dict[str, KitNetwork], Meta(description="Settings for single networks.")
    ] = {}

    def __post_init__(self) -> None:
        """Raise ValueError, which msgspec reports with its place, for what is no time of a day."""
        for time in self.times:
            if not _TIME.fullmatch(time):
                raise ValueError(f"times: {time!r} is no time of a day; expected one like 09:00")
