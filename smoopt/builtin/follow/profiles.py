"""Profiles: the service of an address, its name, and `rel=me`."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from smoopt.html import markup
from smoopt.html.page import Page
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, Span
from smoopt.model.web_address import host_of, is_shown_whole, path_of

# The services by host, without `www.` and the like: the name of the icon, and of the service
_SERVICES = {
    "bsky.app": ("bluesky", "Bluesky"),
    "discord.com": ("discord", "Discord"),
    "discord.gg": ("discord", "Discord"),
    "facebook.com": ("facebook", "Facebook"),
    "flickr.com": ("flickr", "Flickr"),
    "flipboard.com": ("flipboard", "Flipboard"),
    "github.com": ("github", "GitHub"),
    "gitlab.com": ("gitlab", "GitLab"),
    "instagram.com": ("instagram", "Instagram"),
    "ko-fi.com": ("kofi", "Ko-fi"),
    "linkedin.com": ("linkedin", "LinkedIn"),
    "matrix.to": ("matrix", "Matrix"),
    "medium.com": ("medium", "Medium"),
    "openstreetmap.org": ("openstreetmap", "OpenStreetMap"),
    "orcid.org": ("orcid", "ORCID"),
    "patreon.com": ("patreon", "Patreon"),
    "pinterest.com": ("pinterest", "Pinterest"),
    "pixelfed.social": ("pixelfed", "Pixelfed"),
    "reddit.com": ("reddit", "Reddit"),
    "signal.me": ("signal", "Signal"),
    "snapchat.com": ("snapchat", "Snapchat"),
    "soundcloud.com": ("soundcloud", "SoundCloud"),
    "spotify.com": ("spotify", "Spotify"),
    "stackoverflow.com": ("stackoverflow", "Stack Overflow"),
    "substack.com": ("substack", "Substack"),
    "t.me": ("telegram", "Telegram"),
    "threads.com": ("threads", "Threads"),
    "threads.net": ("threads", "Threads"),
    "tiktok.com": ("tiktok", "TikTok"),
    "tumblr.com": ("tumblr", "Tumblr"),
    "twitch.tv": ("twitch", "Twitch"),
    "vimeo.com": ("vimeo", "Vimeo"),
    "vk.com": ("vk", "VK"),
    "wa.me": ("whatsapp", "WhatsApp"),
    "x.com": ("x", "X"),
    "xing.com": ("xing", "XING"),
    "youtube.com": ("youtube", "YouTube"),
}
# On any host: https://docs.joinmastodon.org/user/profile/ (2026-12-01)
_FEDIVERSE = re.compile(r"/@[\w.-]+(?:@[\w.-]+)?/?")
_ICON_OF_LINKS = "copy"


class Profile(msgspec.Struct, frozen=True):
    """A profile: its address, the icon of its service, and the service's name."""

    url: str
    icon: str
    label: str


def profile_at(url: str) -> Profile:
    """Recognise the service of a profile by its address; raises ValueError for other addresses."""
    if not is_shown_whole(url):
        raise ValueError(
            f"profiles: {url!r} is not an address; expected https://mastodon.social/@ann"
        )
    host = host_of(url)
    name = host
    while name:
        if name in _SERVICES:
            return Profile(url, *_SERVICES[name])
        name = name.partition(".")[2]
    if _FEDIVERSE.fullmatch(path_of(url)):
        return Profile(url, "mastodon", "Mastodon")
    return Profile(url, _ICON_OF_LINKS, host.removeprefix("www."))


def service_at_front(url: str) -> str:
    """Return the service if an address is its front page, which is nobody's profile; else ""."""
    if path_of(url).strip("/") or "?" in url:
        return ""
    # Some give each profile a host of its own: ann.substack.com.
    return _SERVICES.get(host_of(url).removeprefix("www."), ("", ""))[1]


def named_in_head(page: Page, urls: Iterable[str], because: str) -> Iterator[Edit]:
    """Name profiles in the head, where Mastodon and others look for them.

    The link must be exactly the profile's address:
    https://docs.joinmastodon.org/user/profile/#verification (2026-12-01)
    """
    at = slot(page, "head")
    if at is None:
        return
    stated = {tag.value for tag in page.tags("me")}
    for url in urls:
        if url not in stated:
            link = markup.link("me", url, xhtml=page.xhtml)
            yield Edit(Span(at, at), link, "rel=me", because)
