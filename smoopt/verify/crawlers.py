"""The crawlers that fetch shared pages: their names, and what is known of their limits.

Which tags a platform reads, and how many bytes, is in `platform_table`.
"""

from collections.abc import Mapping

import msgspec

from smoopt.model.version import __version__
from smoopt.preview.cards.card_pictures import PictureLimits
from smoopt.preview.cards.page_tags import H1, TITLE
from smoopt.preview.cards.platform import Platform
from smoopt.preview.cards.platform_table import PLATFORMS

# Most crawlers do not state their timeout. Mastodon's 10 seconds are used for all:
# https://github.com/mastodon/mastodon/blob/main/app/lib/request.rb (2026-12-01)
PATIENCE = 10.0
# The user agent of a browser, with smoopt's name for readers of the server's log
BROWSER = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
    f"Chrome/140.0.0.0 Safari/537.36 smoopt/{__version__}"
)
_BY_NETWORK: Mapping[str, Platform] = {each.network: each for each in PLATFORMS}


class Crawler(msgspec.Struct, frozen=True, kw_only=True):
    """A crawler that fetches pages for previews.

    `robot` is its name in robots.txt, and `obeys` whether it obeys that file; None where that
    is unknown. It follows at most `most_redirects`, and with `refuses_longer` draws no card for
    a page longer than what its platform reads. `encodings` are those that it accepts, as in the
    header.
    """

    agent: str
    robot: str
    platform: Platform
    obeys: bool | None = None
    most_redirects: int = 5
    refuses_longer: bool = False
    # https://developers.facebook.com/docs/sharing/webmasters/crawler (2026-12-01); most others
    # state nothing more.
    encodings: str = "gzip, deflate"

    @property
    def name(self) -> str:
        """The platform that it works for."""
        return self.platform.name


CRAWLERS = (
    # https://developers.facebook.com/docs/sharing/webmasters/web-crawlers (2026-12-01): it may
    # ignore robots.txt for security checks only, so not for cards.
    Crawler(
        agent="facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        robot="facebookexternalhit",
        platform=_BY_NETWORK["facebook"],
        obeys=True,
    ),
    # https://developer.x.com/en/docs/x-for-websites/cards/guides/getting-started (2026-12-01): it
    # obeys robots.txt for pages and pictures.
    Crawler(
        agent="Twitterbot/1.0",
        robot="Twitterbot",
        platform=_BY_NETWORK["x-large"],
        obeys=True,
    ),
    # https://www.linkedin.com/help/linkedin/answer/a521928 (2026-12-01)
    Crawler(
        agent="LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient "
        "+http://www.linkedin.com)",
        robot="LinkedInBot",
        platform=_BY_NETWORK["linkedin"],
        obeys=True,
    ),
    # https://api.slack.com/robots (2026-12-01); that it ignores robots.txt is stated by
    # https://prerenderproxy.com/bot-directory/slackbot/ (2026-12-01)
    Crawler(
        agent="Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        robot="Slackbot-LinkExpanding",
        platform=_BY_NETWORK["slack"],
        obeys=False,
    ),
    # https://github.com/monperrus/crawler-user-agents (2026-12-01)
    Crawler(
        agent="Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
        robot="Discordbot",
        platform=_BY_NETWORK["discord"],
    ),
    # https://developers.facebook.com/documentation/business-messaging/whatsapp/link-previews/
    # (2026-12-01); the sender's phone fetches the page.
    Crawler(agent="WhatsApp/2.23.20.0", robot="WhatsApp", platform=_BY_NETWORK["whatsapp"]),
    # https://github.com/monperrus/crawler-user-agents (2026-12-01)
    Crawler(
        agent="TelegramBot (like TwitterBot)",
        robot="TelegramBot",
        platform=_BY_NETWORK["telegram"],
    ),
    # https://github.com/mastodon/mastodon/blob/main/app/lib/request.rb (2026-12-01): three
    # redirects, one megabyte, and no robots.txt.
    Crawler(
        agent="Mastodon/4.5.0 (http.rb/5.3.1; +https://mastodon.social/) Bot",
        robot="Mastodon",
        platform=_BY_NETWORK["mastodon"],
        obeys=False,
        most_redirects=3,
        refuses_longer=True,
    ),
    # https://opengraphplus.com/consumers/bluesky/crawling (2026-12-01)
    Crawler(
        agent="Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)",
        robot="BlueskyPreviewBot",
        platform=_BY_NETWORK["bluesky"],
        obeys=True,
    ),
    # https://developer.apple.com/documentation/technotes/tn3156-create-rich-previews-for-messages
    # (2026-12-01); the sender's phone fetches the page.
    Crawler(
        agent="Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like "
        "Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0",
        robot="facebookexternalhit",
        platform=_BY_NETWORK["imessage"],
        obeys=False,
    ),
    # https://help.pinterest.com/en/business/article/pinterestbot (2026-12-01)
    Crawler(
        agent="Mozilla/5.0 (compatible; Pinterestbot/1.0; +http://www.pinterest.com/bot.html)",
        robot="Pinterestbot",
        platform=Platform(
            network="pinterest",
            label="Pinterest",
            pictures=PictureLimits(),
            titles=("og:title", TITLE),
            descriptions=("og:description", "description"),
        ),
        obeys=True,
    ),
    # https://developers.google.com/search/docs/crawling-indexing/google-common-crawlers
    # (2026-12-01); of titles: https://developers.google.com/search/docs/appearance/title-link
    Crawler(
        agent="Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Googlebot/2.1; "
        "+http://www.google.com/bot.html) Chrome/140.0.0.0 Safari/537.36",
        robot="Googlebot",
        platform=Platform(
            network="google",
            label="Google",
            pictures=PictureLimits(),
            titles=(TITLE, "og:title", H1),
            descriptions=("description",),
            images=(),
        ),
        obeys=True,
        most_redirects=10,
        encodings="gzip, deflate, br",
    ),
)
