"""The table of platforms; each choice cites its source, with the date of reading, above it."""

from smoopt.preview.cards import layouts
from smoopt.preview.cards.card_pictures import KB, MB, SAFE, WITH_WEBP, PictureLimits
from smoopt.preview.cards.layouts import Choose
from smoopt.preview.cards.page_tags import TITLE
from smoopt.preview.cards.platform import OG_IMAGES, Platform, TextLimit

_X_TITLES = ("twitter:title", "og:title")
_X_DESCRIPTIONS = ("twitter:description", "og:description")
_X_IMAGES = ("twitter:image", "twitter:image:src", *OG_IMAGES)
_X_ALTS = ("twitter:image:alt", "og:image:alt")
_OG_TITLES = ("og:title", TITLE)
_OG_DESCRIPTIONS = ("og:description", "description")
_OG_ALTS = ("og:image:alt",)
_ICONS = ("link icon", "link apple-touch-icon")
# https://ogp.me/#metadata (2026-11-21): og:url is the address under which a page is known.
_OG_ADDRESSES = ("og:url", "link canonical")


def _x(network: str, label: str, card: str, least: tuple[int, int], layout: Choose) -> Platform:
    return Platform(
        network=network,
        label=label,
        titles=_X_TITLES,
        descriptions=_X_DESCRIPTIONS,
        images=_X_IMAGES,
        alts=_X_ALTS,
        # https://developer.x.com/cards/markup (2026-11-21): 70, 200 and 420 characters; pictures
        # of less than 5 MB, JPG, PNG, WEBP and GIF, no SVG; 4096 × 4096 at most.
        title_length=TextLimit(70),
        description_length=TextLimit(200),
        alt_length=TextLimit(420),
        pictures=PictureLimits(types=WITH_WEBP, most_bytes=5 * MB, least=least, most=(4096, 4096)),
        # Since October 2023 large pictures stand without a description:
        # https://thomasafine.substack.com/p/how-to-get-headlines-back-on-xitter (2026-11-21)
        describes=("small", "text"),
        x_card=card,
        layout=layout,
    )


PLATFORMS = (
    Platform(
        network="facebook",
        label="Facebook",
        titles=_OG_TITLES,
        descriptions=_OG_DESCRIPTIONS,
        images=OG_IMAGES,
        alts=_OG_ALTS,
        addresses=_OG_ADDRESSES,
        needs_no_title=True,
        # https://developers.facebook.com/docs/sharing/webmasters/crawler (2026-12-01)
        reads=MB,
        # https://developers.facebook.com/docs/sharing/webmasters/images/ (2026-11-21)
        pictures=PictureLimits(
            types=WITH_WEBP,
            unsafe=frozenset({"image/webp"}),
            most_bytes=8 * MB,
            least=(200, 200),
            large=(600, 315),
        ),
    ),
    # https://developer.x.com/en/docs/x-for-websites/cards/overview/summary-card-with-large-image
    # (2026-11-21)
    _x("x-large", "X, large card", layouts.LARGE, (300, 157), layouts.x_large),
    # https://developer.x.com/en/docs/x-for-websites/cards/overview/summary (2026-11-21)
    _x("x-small", "X, small card", layouts.SMALL, (144, 144), layouts.x_small),
    Platform(
        network="linkedin",
        label="LinkedIn",
        titles=_OG_TITLES,
        descriptions=_OG_DESCRIPTIONS,
        images=OG_IMAGES,
        alts=_OG_ALTS,
        addresses=_OG_ADDRESSES,
        needs_no_title=True,
        # The feed shows a title and an address; no official text says so (2026-11-21).
        describes=(),
        # https://www.techcompare.app/open-graph-viewer/linkedin-og-tags (2026-11-21)
        title_length=TextLimit(200),
        # https://www.linkedin.com/help/linkedin/answer/a521928 (2026-11-21)
        pictures=PictureLimits(types=SAFE, most_bytes=5 * MB, large=(1200, 627)),
    ),
    Platform(
        network="slack",
        label="Slack",
        # https://opengraphplus.com/consumers/slack/tags (2026-11-21): oEmbed, then whichever of
        # X's and Open Graph's tags stands first; two pairs of label and value.
        takes_earliest=True,
        asks_oembed=True,
        shows_pairs=2,
        site_names=("og:site_name",),
        icons=_ICONS,
        # https://opengraphplus.com/consumers/slack/issues/link-not-unfurling (2026-11-21)
        reads=32 * KB,
        # https://api.slack.com/reference/messaging/attachments (2026-11-21): text of 700 characters
        # or more is collapsed.
        description_length=TextLimit(700),
        # https://ogproof.veridux.ai/blog/slack-open-graph-tags (2026-11-21)
        pictures=PictureLimits(types=WITH_WEBP, most_bytes=5 * MB),
        layout=layouts.slack,
    ),
    Platform(
        network="discord",
        label="Discord",
        # https://opengraphplus.com/consumers/discord/tags (2026-11-21)
        site_names=("og:site_name",),
        shows_color=True,
        # https://mastodawn.com/explore/tag/000abc (2026-11-21), by observation: 67 and 347 bytes,
        # then three dots; no card at all for a site's name of more than 253.
        title_length=TextLimit(67, "bytes", "..."),
        description_length=TextLimit(347, "bytes", "..."),
        longest_site_name=253,
        # https://opengraphplus.com/consumers/discord/tags (2026-11-21)
        pictures=PictureLimits(types=WITH_WEBP),
        layout=layouts.by_x_card,
    ),
    Platform(
        network="whatsapp",
        label="WhatsApp",
        titles=_OG_TITLES,
        descriptions=_OG_DESCRIPTIONS,
        images=OG_IMAGES,
        alts=_OG_ALTS,
        addresses=("og:url",),
        # https://developers.facebook.com/documentation/business-messaging/whatsapp/link-previews/
        # (2026-11-21)
        asks_for=("og:title", "og:description", "og:url"),
        reads=300 * KB,
        pictures=PictureLimits(
            types=WITH_WEBP,
            unsafe=frozenset({"image/webp"}),
            most_bytes=600 * KB,
            large=(300, 0),
            widest=4,
        ),
    ),
    Platform(
        network="telegram",
        label="Telegram",
        site_names=("og:site_name",),
        # https://www.tryunfurl.com/telegram-link-preview.html (2026-11-21)
        asks_for=("og:title",),
        pictures=PictureLimits(types=WITH_WEBP, most_bytes=5 * MB),
        # As users report; Telegram itself does not say when it shows a picture large (2026-11-21).
        layout=layouts.by_x_card,
    ),
    Platform(
        network="mastodon",
        label="Mastodon",
        # https://github.com/mastodon/mastodon/blob/main/app/lib/link_details_extractor.rb
        # (2026-11-21): JSON-LD, Open Graph, HTML; an empty tag counts; canonical, then og:url, on
        # the same host only; oEmbed before all.
        titles=("JSON-LD headline", *_OG_TITLES),
        descriptions=("JSON-LD description", *_OG_DESCRIPTIONS),
        images=("og:image",),
        alts=_OG_ALTS,
        site_names=("JSON-LD publisher", "og:site_name"),
        authors=("JSON-LD author", "og:author", "og:author:username"),
        # https://github.com/mastodon/mastodon/pull/30398 (2026-11-21)
        accounts=("fediverse:creator",),
        dates=("JSON-LD datePublished", "article:published_time"),
        addresses=("link canonical", "og:url"),
        keeps_host=True,
        takes_empty=True,
        asks_oembed=True,
        # https://github.com/mastodon/mastodon/blob/main/app/lib/request.rb (2026-12-01)
        reads=MB,
        # https://github.com/mastodon/mastodon/blob/main/app/models/preview_card.rb (2026-11-21)
        pictures=PictureLimits(types=WITH_WEBP, most_bytes=8 * MB, resolves=True),
        layout=layouts.mastodon,
    ),
    Platform(
        network="bluesky",
        label="Bluesky",
        # Which tags its reader takes is not published (2026-11-21); a card without a title has its
        # address: https://github.com/bluesky-social/social-app, ExternalEmbed (2026-11-21)
        needs_no_title=True,
        # https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/embed/external.json
        # and https://github.com/bluesky-social/social-app/blob/main/src/lib/api/resolve.ts
        # (2026-11-21): one million bytes; the app makes what is larger fit.
        pictures=PictureLimits(
            types=WITH_WEBP | {"image/avif"}, most_bytes=1_000_000, shrinks=True
        ),
    ),
    Platform(
        network="imessage",
        label="iMessage",
        descriptions=(),
        icons=("link apple-touch-icon", "link icon"),
        needs_no_title=True,
        # https://developer.apple.com/documentation/technotes/tn3156-create-rich-previews-for-messages
        # (2026-11-21); relative addresses are resolved, as
        # https://gist.github.com/saagarjha/07e897fd72b370027ce280480761cf1e shows.
        pictures=PictureLimits(
            types=WITH_WEBP | {"image/avif"}, most_bytes=10 * MB, large=(900, 0), resolves=True
        ),
    ),
)
