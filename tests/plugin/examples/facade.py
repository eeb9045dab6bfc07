"""Videos that load nothing before readers ask for it."""

import re
from collections.abc import Iterator

from smoopt import Edit, Finding, Page, Plugin, Severity, hookimpl, markup

PLAYERS = {
    re.compile(r"https://www\.youtube(?:-nocookie)?\.com/embed/([\w-]{11})"): (
        "https://www.youtube.com/watch?v={}"
    ),
    re.compile(r"https://player\.vimeo\.com/video/(\d+)"): "https://vimeo.com/{}",
}


class Facade(Plugin, frozen=True):
    """Show a link to the video in place of the player."""

    text: str = "Video"

    @hookimpl
    def edits(self, page: Page) -> Iterator[Edit | Finding]:
        for player in page.document.find_all("iframe"):
            address = self._watched(player.attr("src") or "")
            if not address or player.closest("template") is not None:
                continue
            title = player.attr("title") or address
            words = markup.text(f"{self.text}: {title}")
            link = markup.anchor(address, {"data-smoopt": "facade"}, words)
            try:
                yield page.replace(player, link, name="facade", because="nothing loads unasked")
            except ValueError as error:
                place = page.place(player)
                yield Finding(Severity.INFO, "facade-impossible", place, str(error))

    def _watched(self, source: str) -> str:
        found = ((player.match(source), address) for player, address in PLAYERS.items())
        return next((address.format(match[1]) for match, address in found if match), "")
