"""`Platform`: where a page is shown or found, and which rules of the audit concern it there.

A rule concerns a platform if what it finds may spoil the page there, given what that platform
reads: the rules and the preview's cards cite their sources for that.
"""

from enum import StrEnum

from smoopt.model.finding import Finding


class Platform(StrEnum):
    """A reader of pages; visitors are people who open pages, wherever they come from."""

    FACEBOOK = "Facebook"
    X = "X"
    LINKEDIN = "LinkedIn"
    SLACK = "Slack"
    DISCORD = "Discord"
    WHATSAPP = "WhatsApp"
    TELEGRAM = "Telegram"
    MASTODON = "Mastodon"
    BLUESKY = "Bluesky"
    IMESSAGE = "iMessage"
    GOOGLE = "Google"
    VISITORS = "Visitors"


Platforms = frozenset[Platform]
_P = Platform
NONE: Platforms = frozenset()
EVERY: Platforms = frozenset(Platform)
# Platforms that draw a card from a page's tags
CARDS: Platforms = EVERY - {_P.GOOGLE, _P.VISITORS}
_FACEBOOK = frozenset({_P.FACEBOOK})
_X = frozenset({_P.X})
_GOOGLE = frozenset({_P.GOOGLE})
_VISITORS = frozenset({_P.VISITORS})
# Platforms that send people to og:url, or count and show the page under it
_BY_ADDRESS = frozenset({_P.FACEBOOK, _P.LINKEDIN, _P.WHATSAPP, _P.MASTODON})
# Platforms with limits to a picture's bytes that are reached in practice
_WEIGHING = frozenset({_P.FACEBOOK, _P.X, _P.LINKEDIN, _P.WHATSAPP, _P.MASTODON})
# Platforms that show pictures uncut; the others crop them to the card
_AS_THEY_ARE = frozenset({_P.SLACK, _P.DISCORD, _P.TELEGRAM})
# Mastodon honours the canonical link, and prefers JSON-LD to the tags.
_HEEDING = frozenset({_P.GOOGLE, _P.MASTODON})
_HEAVY = "og-image-heavy"

CONCERNS: dict[str, Platforms] = {
    "title-missing": EVERY,
    "title-empty": EVERY,
    "title-several": _GOOGLE | _VISITORS,
    "title-short": _GOOGLE,
    "title-long": _GOOGLE,
    "title-duplicate": _GOOGLE | _VISITORS,
    "description-missing": CARDS | _GOOGLE,
    "description-empty": CARDS | _GOOGLE,
    "description-several": _GOOGLE,
    "text-markup": CARDS | _GOOGLE,
    "text-torn": CARDS | _GOOGLE,
    "description-short": _GOOGLE,
    "description-long": _GOOGLE,
    "description-duplicate": _GOOGLE,
    "canonical-missing": _GOOGLE,
    "canonical-empty": _GOOGLE,
    "canonical-several": _GOOGLE,
    "canonical-relative": _GOOGLE,
    "canonical-local": _GOOGLE,
    "canonical-host": _HEEDING,
    "canonical-form": _HEEDING,
    "canonical-elsewhere": _GOOGLE,
    "canonical-broken": _HEEDING,
    "canonical-home": _HEEDING,
    "canonical-redirect": _GOOGLE,
    "canonical-noindex": _GOOGLE,
    "canonical-chain": _GOOGLE,
    "canonical-shared": _HEEDING,
    "og-missing": CARDS,
    "tag-empty": CARDS,
    "og-url-wrong": _BY_ADDRESS,
    "og-url-form": _BY_ADDRESS,
    "og-url-canonical": _BY_ADDRESS,
    "tag-broken": CARDS,
    "tag-several": CARDS,
    "tag-duplicate": CARDS,
    "og-site-name-wrong": CARDS,
    "og-title-site-name": CARDS,
    "tag-attribute": CARDS,
    "tag-unquoted": frozenset({_P.LINKEDIN, _P.WHATSAPP}),
    "og-locale-bad": _FACEBOOK,
    "og-locale-alternate": _FACEBOOK,
    "article-time-wrong": _FACEBOOK,
    "og-image-missing": CARDS,
    # Mastodon and iMessage resolve addresses.
    "og-image-relative": CARDS - {_P.MASTODON, _P.IMESSAGE},
    "og-image-local": CARDS,
    "og-image-broken": CARDS,
    "og-image-form": CARDS,
    "og-image-type": CARDS,
    "og-image-webp": frozenset({_P.FACEBOOK, _P.LINKEDIN, _P.WHATSAPP}),
    "og-image-tiny": _FACEBOOK,
    "og-image-small": frozenset({_P.FACEBOOK, _P.LINKEDIN, _P.WHATSAPP, _P.IMESSAGE}),
    "og-image-ratio": CARDS - _AS_THEY_ARE,
    _HEAVY: _WEIGHING,
    "og-image-declared": _FACEBOOK,
    "og-image-alt": CARDS,
    "pictures-left": CARDS,
    "cards-extra": CARDS,
    "cards-design": CARDS,
    "cards-glyphs": CARDS,
    "cards-picture": CARDS,
    "x-handle": _X,
    # Discord and Telegram choose a card's layout by it.
    "x-card-type": _X | {_P.DISCORD, _P.TELEGRAM},
    "x-card-unfit": _X,
    "x-image-wrong": _X,
    "charset-late": EVERY,
    "charset-missing": EVERY,
    "head-far": frozenset({_P.SLACK, _P.WHATSAPP}),
    "head-tag-in-body": _GOOGLE | {_P.WHATSAPP},
    "lang-missing": _VISITORS,
    "lang-bad": _VISITORS,
    "hreflang-bad": _GOOGLE,
    "hreflang-relative": _GOOGLE,
    "hreflang-form": _GOOGLE,
    "hreflang-broken": _GOOGLE,
    "hreflang-self": _GOOGLE,
    "hreflang-no-return": _GOOGLE,
    "json-ld-broken": _HEEDING,
    "json-ld-contradicts": _HEEDING,
    "json-ld-address": _HEEDING,
    "json-ld-image-broken": _GOOGLE,
    "json-ld-date": _GOOGLE,
    "business-address": _GOOGLE,
    "business-hours": _GOOGLE,
    "logo-small": _GOOGLE,
    "same-as-wrong": _GOOGLE,
    "telephone-national": _GOOGLE,
    "link-broken": _VISITORS,
    "link-form": _GOOGLE,
    "link-local": _VISITORS,
    "resource-broken": _VISITORS,
    "resource-local": _VISITORS,
    "anchor-broken": _VISITORS,
    "anchor-several": _VISITORS,
    "redirect-broken": _GOOGLE | _VISITORS,
    "share-retired": _VISITORS,
    "share-parameter-dead": _VISITORS,
    "share-url-wrong": _VISITORS,
    "share-anchor-broken": _VISITORS,
    "share-script": _VISITORS,
    "share-script-gone": _VISITORS,
    "third-party": _VISITORS,
    "mixed-blocked": _VISITORS,
    "mixed-upgraded": _VISITORS,
    "sitemap-noindex": _GOOGLE,
    "sitemap-incomplete": _GOOGLE,
    "robots-sub-path": NONE,
    "focus-title": _GOOGLE,
    "focus-heading": _GOOGLE,
    "focus-description": _GOOGLE,
    "focus-address": _GOOGLE,
    "focus-opening": _GOOGLE,
    "focus-shared": _GOOGLE,
    "focus-unstated": _GOOGLE,
    "sitemap-broken": _GOOGLE,
    "sitemap-redirect": _GOOGLE,
    "sitemap-large": _GOOGLE,
    "robots-preview": CARDS,
    "feed-unnamed": _VISITORS,
    "backlinks-unplaced": _VISITORS,
    "conversation-unplaced": _VISITORS,
    "fold-unknown": _VISITORS,
    # Every reader of a page may be sent its compressed copy.
    "copy-stale": EVERY,
    "copy-unread": EVERY,
    # A page that cannot be judged cannot be judged for any platform.
    "page-unreadable": EVERY,
    "page-failed": EVERY,
    "page-not-html": EVERY,
    "page-linked": EVERY,
    "folder-unreadable": EVERY,
    "plugin-failed": EVERY,
    "page-busy": EVERY,
    "precache-stale": _VISITORS,
    "og-type-wrong": _FACEBOOK,
    "tag-overridden": CARDS,
    "override-wrong": CARDS,
    "bar-elsewhere": _VISITORS,
    "media-loaded": _VISITORS,
    "comments-refused": _VISITORS,
    "signin-barred": _VISITORS,
    "hydration-unsafe": _VISITORS,
    "above-charset": EVERY,
    # These concern settings or files, not a page.
    "no-pages": NONE,
    "template-unused": NONE,
    "site-url-missing": NONE,
    "network-retired": NONE,
    "match-unused": NONE,
    "selector-unused": NONE,
    "icons-logo": NONE,
    "indexnow-key": NONE,
    "licence-missing": NONE,
    "identity-incomplete": NONE,
    "comments-unnamed": NONE,
    "publisher-stated": NONE,
    "signin-incomplete": NONE,
    "not-written": NONE,
    "file-refused": NONE,
    "file-changed": NONE,
    "list-damaged": NONE,
    "file-damaged": NONE,
    "copy-remade": NONE,
}


def concerned(finding: Finding) -> Platforms:
    """Return the platforms that a finding concerns; none for a rule of a plugin.

    A picture may be too heavy for some platforms only: its finding names those.
    """
    platforms = CONCERNS.get(finding.code, NONE)
    if finding.code == _HEAVY:
        named = {platform for platform in platforms if f"{platform} (" in finding.message}
        return frozenset(named) or platforms
    return platforms
