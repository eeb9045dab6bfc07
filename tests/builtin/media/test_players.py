"""What frames show, and where people see the same without them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.builtin.media.players import Player, player_of
from smoopt.model.web_address import is_shown_whole

UUID = "9c9de5e8-0a1e-484a-b099-e80766180a6d"
SHORT = "kkGMgK9ZtnKfYAgnEtQxbv"


@pytest.mark.parametrize(
    ("source", "page"),
    [
        (
            "https://www.youtube.com/embed/dQw4w9WgXcQ",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        ),
        (
            "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=90&rel=0",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=90s",
        ),
        (
            "https://www.youtube.com/embed/dQw4w9WgXcQ?list=PL_x-1",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PL_x-1",
        ),
        (
            "https://www.youtube.com/embed/videoseries?list=PLabc",
            "https://www.youtube.com/playlist?list=PLabc",
        ),
        (
            "https://www.youtube.com/embed/live_stream?channel=UCabc",
            "https://www.youtube.com/channel/UCabc/live",
        ),
        ("https://player.vimeo.com/video/76979871", "https://vimeo.com/76979871"),
        ("https://player.vimeo.com/video/7697?h=82f&dnt=1", "https://vimeo.com/7697/82f"),
        (f"https://tube.example/videos/embed/{UUID}?api=0", f"https://tube.example/w/{UUID}"),
        (f"http://tube.example:9000/videos/embed/{SHORT}", f"http://tube.example:9000/w/{SHORT}"),
        (f"https://t.example/video-playlists/embed/{SHORT}", f"https://t.example/w/p/{SHORT}"),
        (
            "https://www.dailymotion.com/embed/video/x84sh87",
            "https://www.dailymotion.com/video/x84sh87",
        ),
        (
            "https://geo.dailymotion.com/player/xb1.html?video=x84sh87",
            "https://www.dailymotion.com/video/x84sh87",
        ),
        (
            "https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/ann/gates&color=x",
            "https://soundcloud.com/ann/gates",
        ),
        (
            "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/293",
            "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/293",
        ),
        (
            "https://open.spotify.com/embed/track/11dFghVXANMlKmJXsNCbNl?theme=0",
            "https://open.spotify.com/track/11dFghVXANMlKmJXsNCbNl",
        ),
        (
            "https://open.spotify.com/embed-podcast/episode/5CfCWKI5pZ28U0uOzXkDHe",
            "https://open.spotify.com/episode/5CfCWKI5pZ28U0uOzXkDHe",
        ),
        (
            "https://codepen.io/ann/embed/preview/abcDEF?default-tab=css",
            "https://codepen.io/ann/pen/abcDEF",
        ),
        (
            "https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d2483.5!2d-0.12!3d51.5!2m3",
            "https://www.google.com/maps/@?api=1&map_action=map&center=51.5%2C-0.12",
        ),
        (
            "https://www.google.com/maps/embed/v1/place?key=K&q=Mill+Lane,Bath",
            "https://www.google.com/maps/search/?api=1&query=Mill+Lane%2CBath",
        ),
        (
            "https://www.google.com/maps/embed/v1/view?key=K&center=51.5,-0.12&zoom=9",
            "https://www.google.com/maps/@?api=1&map_action=map&center=51.5%2C-0.12&zoom=9",
        ),
        (
            "https://maps.google.com/maps?q=Bath&output=embed",
            "https://www.google.com/maps/search/?api=1&query=Bath",
        ),
        (
            "https://www.google.com/maps/d/embed?mid=1a&ehbc=2E",
            "https://www.google.com/maps/d/viewer?mid=1a",
        ),
    ],
)
def test_a_frame_is_seen_without_it(source: str, page: str) -> None:
    found = player_of(source)
    assert found is not None
    assert found.page == page


@pytest.mark.parametrize(
    "source",
    [
        *("", "about:blank", "javascript:alert(1)", "/videos/embed/x", "https://[bad/embed/x"),
        *("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://www.youtube.com/embed/short"),
        "https://www.youtube.com/embed/videoseries?list=%22%3E",
        *("https://youtube.com.example/embed/dQw4w9WgXcQ", "https://vimeo.com/76979871"),
        *("https://player.vimeo.com/video/1a", "https://tube.example/videos/embed/cat"),
        f"https://evil.example/a/videos/embed/{UUID}",
        "https://w.soundcloud.com/player/?url=https%3A//evil.example/tracks/1",
        "https://open.spotify.com/track/11dFghVXANMlKmJXsNCbNl",
        *("https://www.google.com/maps", "https://www.google.com/maps/embed?pb=nothing"),
        *("https://www.google.com/search?q=x&output=embed", "https://codepen.io/ann/pen/abc"),
        "https://www.google.com/maps/embed/v1/view?center=javascript:1",
    ],
)
def test_of_others_nothing_is_known(source: str) -> None:
    assert player_of(source) is None


HOSTS = st.sampled_from(
    [
        *(
            "https://www.youtube.com/embed/",
            "https://player.vimeo.com/video/",
            "https://codepen.io/",
        ),
        *("https://t.example/videos/embed/", "https://w.soundcloud.com/player/?url="),
        *("https://www.google.com/maps/embed?pb=", "https://maps.google.com/?output=embed&q="),
        *(
            "https://open.spotify.com/embed/track/",
            "https://geo.dailymotion.com/player.html?video=",
        ),
        "https://w.soundcloud.com/player/?url=https://soundcloud.com/",
    ]
)


@given(HOSTS, st.text(st.sampled_from("aB1-_/?&=#%\"'<>:!. \n\té2d3dabcdefghijk"), max_size=40))
def test_whatever_stands_in_an_address_its_page_is_one_that_may_be_followed(
    begins: str, rest: str
) -> None:
    found = player_of(begins + rest)
    assert found is None or (isinstance(found, Player) and is_shown_whole(found.page.strip()))
