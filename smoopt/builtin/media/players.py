"""`Player`: what a frame of another host plays or shows, recognised by its address alone."""

import re
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple
from urllib.parse import parse_qs, quote

from smoopt.builtin.media.map_links import shown_map
from smoopt.model.web_address import parts_of

Kind = Literal["video", "audio", "code", "map"]
ProviderName = Literal[
    "youtube",
    "vimeo",
    "peertube",
    "dailymotion",
    "soundcloud",
    "spotify",
    "codepen",
    "google-maps",
]


class Player(NamedTuple):
    """What a frame would load.

    `page` is the address of the same content without the frame; `id` is its name at the
    provider. `autoplay` is the parameter `name=value` of the frame's address that starts it at
    once, or "".
    """

    provider: ProviderName
    kind: Kind
    page: str
    id: str = ""
    autoplay: str = ""


class Address(NamedTuple):
    """The parts of a frame's address; of each parameter the first counts."""

    host: str
    path: str
    query: Mapping[str, str]
    url: str


def player_of(url: str) -> Player | None:
    """Recognise the player that a frame with this address shows; None if that is not certain."""
    parts = parts_of(url)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    query = {name: values[0] for name, values in parse_qs(parts.query, max_num_fields=99).items()}
    address = Address(parts.hostname.lower(), parts.path, query, url)
    return _BY_HOST.get(address.host, _peertube)(address)


# https://developers.google.com/youtube/player_parameters (2026-12-01): `autoplay`, `start`, `list`
def _youtube(address: Address) -> Player | None:
    found = re.fullmatch(r"/(?:embed|v)/([\w-]+)/?", address.path, re.ASCII)
    id_ = found[1] if found else ""
    playlist, channel = address.query.get("list", ""), address.query.get("channel", "")
    if id_ == "live_stream" and _is_name(channel):
        return _youtube_player(f"channel/{channel}/live", channel)
    if (id_ == "videoseries" or address.path == "/embed/") and _is_name(playlist):
        return _youtube_player(f"playlist?list={playlist}", playlist)
    if not re.fullmatch(r"[\w-]{11}", id_, re.ASCII) or id_ in {"live_stream", "videoseries"}:
        return None
    page = f"watch?v={id_}"
    if _is_name(playlist):
        page += f"&list={playlist}"
    if (start := address.query.get("start", "")).isdecimal() and start.isascii():
        page += f"&t={start}s"
    return _youtube_player(page, id_)


def _youtube_player(page: str, id_: str) -> Player:
    return Player("youtube", "video", f"https://www.youtube.com/{page}", id_, "autoplay=1")


# https://developer.vimeo.com/player/sdk/embed (2026-12-01): `autoplay`; unlisted films have `h`
# after their number.
def _vimeo(address: Address) -> Player | None:
    found = re.fullmatch(r"/video/(\d+)/?", address.path, re.ASCII)
    if found is None:
        return None
    secret = address.query.get("h", "")
    page = f"https://vimeo.com/{found[1]}" + (f"/{secret}" if _is_name(secret) else "")
    return Player("vimeo", "video", page, found[1], "autoplay=1")


# https://docs.joinpeertube.org/api-embed-player (2026-12-01): `autoplay`; an id is a UUID or its
# short form: https://docs.joinpeertube.org/api-rest-reference.html
_PEERTUBE = re.compile(
    r"/(videos|video-playlists)/embed/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[1-9A-HJ-NP-Za-km-z]{22})",
)


def _peertube(address: Address) -> Player | None:
    found = _PEERTUBE.fullmatch(address.path)
    host = re.match(r"(https?://[\w.:-]+)/", address.url, re.ASCII)
    if found is None or host is None:
        return None
    way = "w/p" if found[1] == "video-playlists" else "w"
    return Player("peertube", "video", f"{host[1]}/{way}/{found[2]}", found[2], "autoplay=1")


# https://developers.dailymotion.com/docs/add-runtime-player-parameters-web (2026-12-01): autoplay
# is set at Dailymotion, not in the address.
def _dailymotion(address: Address) -> Player | None:
    found = re.fullmatch(r"/embed/video/(\w+)/?", address.path, re.ASCII)
    is_player = re.fullmatch(r"/player(?:/\w+)?\.html", address.path, re.ASCII)
    id_ = found[1] if found else address.query.get("video", "") if is_player else ""
    if not _is_name(id_):
        return None
    return Player("dailymotion", "video", f"https://www.dailymotion.com/video/{id_}", id_)


# https://developers.soundcloud.com/docs/api/html5-widget (2026-12-01): `auto_play`
def _soundcloud(address: Address) -> Player | None:
    played = parts_of(address.query.get("url", ""))
    if address.path.rstrip("/") != "/player" or played is None:
        return None
    host, path = played.hostname or "", played.path
    if host in {"soundcloud.com", "www.soundcloud.com"} and len(path) > 1:
        page = f"https://soundcloud.com{quote(path, safe='/%')}"
    elif host == "api.soundcloud.com" and path.startswith(("/tracks/", "/playlists/", "/users/")):
        page = address.url  # The number leads to no page but the player's own.
    else:
        return None
    return Player("soundcloud", "audio", page, path.rpartition("/")[2], "auto_play=true")


# https://developer.spotify.com/documentation/embeds (2026-12-01): no parameter for autoplay
def _spotify(address: Address) -> Player | None:
    found = re.fullmatch(
        r"/embed(?:-podcast)?/(album|artist|episode|playlist|show|track)/([A-Za-z\d]+)/?"
        r"(?:video/?)?",
        address.path,
    )
    if found is None:
        return None
    page = f"https://open.spotify.com/{found[1]}/{found[2]}"
    return Player("spotify", "audio", page, found[2])


# https://blog.codepen.io/documentation/embedded-pens/ (2026-12-01)
def _codepen(address: Address) -> Player | None:
    found = re.fullmatch(r"/([\w-]+)/embed/(?:preview/)?([\w-]+)/?", address.path, re.ASCII)
    if found is None:
        return None
    return Player("codepen", "code", f"https://codepen.io/{found[1]}/pen/{found[2]}", found[2])


def _google_maps(address: Address) -> Player | None:
    page = shown_map(address.path, address.query, is_maps_host=address.host == "maps.google.com")
    return None if page is None else Player("google-maps", "map", page)


def _is_name(value: str) -> bool:
    """Return whether a value may be used in an address as it is."""
    return re.fullmatch(r"[\w-]{1,100}", value, re.ASCII) is not None


_BY_HOST: Mapping[str, Callable[[Address], Player | None]] = {
    **dict.fromkeys(
        (
            *("www.youtube.com", "youtube.com", "m.youtube.com"),
            *("www.youtube-nocookie.com", "youtube-nocookie.com"),
        ),
        _youtube,
    ),
    "player.vimeo.com": _vimeo,
    **dict.fromkeys(("www.dailymotion.com", "geo.dailymotion.com"), _dailymotion),
    "w.soundcloud.com": _soundcloud,
    **dict.fromkeys(("open.spotify.com", "embed.spotify.com"), _spotify),
    "codepen.io": _codepen,
    **dict.fromkeys(("www.google.com", "maps.google.com", "google.com"), _google_maps),
}
