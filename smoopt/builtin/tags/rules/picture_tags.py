"""Pictures of cards: og:image, twitter:image, and the tags that describe them."""

import re
from collections.abc import Mapping

import msgspec

from smoopt.html.page import Page
from smoopt.model.facts import Facts, Image
from smoopt.model.finding import Severity
from smoopt.model.rule import Fault, Rule
from smoopt.model.web_address import are_equal, host_of, is_encoded, is_of_the_web
from smoopt.site.picture_fitness import LEAST_SIDE, shortcomings, unfitness
from smoopt.site.site import Site
from smoopt.site.stray_hosts import is_nobodys
from smoopt.site.url_checks import is_absolute, is_local

_FACEBOOK = "https://developers.facebook.com/docs/sharing/webmasters/images/"
_WHATSAPP = (
    "https://developers.facebook.com/documentation/business-messaging/whatsapp/link-previews/"
)

OG_IMAGE_RELATIVE = Rule(
    id="og-image-relative",
    severity=Severity.ERROR,
    what="og:image is not an absolute address.",
    why="Networks do not resolve it: the card has no picture.",
    source="https://ogp.me/",
    fix="Write the address in full, with https:// and the host.",
)
OG_IMAGE_LOCAL = Rule(
    id="og-image-local",
    severity=Severity.ERROR,
    what="og:image points to the computer that built the site.",
    why="Nobody else can fetch it: the card has no picture.",
    source="https://ogp.me/",
    fix="Build with the public address, not with the development server's.",
)
OG_IMAGE_BROKEN = Rule(
    id="og-image-broken",
    severity=Severity.ERROR,
    what="The site does not have the file that og:image names.",
    why="The card has no picture.",
    source="https://ogp.me/",
    fix="Add the picture, or name one that is there.",
)
OG_IMAGE_FORM = Rule(
    id="og-image-form",
    severity=Severity.WARNING,
    what="og:image is not the right form of its address: it has http or another scheme "
    "instead of https, the host of a preview deployment or another wrong host, or spaces and "
    "letters that need escaping.",
    why="Networks that accept only https, or only ASCII, show no picture. The host of a preview "
    "deployment will be gone one day.",
    source=_FACEBOOK,
    fix="Write the picture's address as the site uses it, and escape it.",
    read="2026-11-30",
)
OG_IMAGE_TYPE = Rule(
    id="og-image-type",
    severity=Severity.WARNING,
    what="The picture has a type that some networks refuse (SVG, AVIF and others), or is no "
    "picture.",
    why="X and Discord show no SVG. Mastodon accepts JPEG, PNG, GIF and WebP.",
    source="https://developer.x.com/en/docs/x-for-websites/cards/overview/"
    "summary-card-with-large-image",
    fix="Name a JPEG or PNG.",
)
OG_IMAGE_TINY = Rule(
    id="og-image-tiny",
    severity=Severity.WARNING,
    what="The picture is smaller than 200×200.",
    why="Facebook shows no smaller picture.",
    source=_FACEBOOK,
    fix="Name a picture of 1200×630.",
)
X_IMAGE_WRONG = Rule(
    id="x-image-wrong",
    severity=Severity.ERROR,
    what="twitter:image is relative, unreachable or malformed, or names a file that the site "
    "does not have.",
    why="On X it overrides og:image, so the card has no picture.",
    source="https://developer.x.com/en/docs/x-for-websites/cards/overview/"
    "summary-card-with-large-image",
    fix="Leave the tag out if the page has og:image, or write a correct absolute address.",
)
OG_IMAGE_DECLARED = Rule(
    id="og-image-declared",
    severity=Severity.WARNING,
    what="og:image:width, height or type differs from the file.",
    why="Networks lay out the first share by the declared size, before they have fetched the "
    "picture.",
    source=_FACEBOOK,
    fix="Declare the values of the file, or none.",
)

OG_IMAGE_WEBP = Rule(
    id="og-image-webp",
    severity=Severity.INFO,
    what="The picture is WebP.",
    why="Most networks show WebP by now, but Facebook does not list it among the types that it "
    "accepts.",
    source=_FACEBOOK,
    fix="Name a JPEG or PNG to be sure.",
)
OG_IMAGE_SMALL = Rule(
    id="og-image-small",
    severity=Severity.INFO,
    what="The picture is smaller than 600×315.",
    why="Networks show it as a small square beside the text. 1200×630 looks sharp on every screen.",
    source=_FACEBOOK,
    fix="Name a picture of 1200×630, unless a small one is what you want.",
)
OG_IMAGE_RATIO = Rule(
    id="og-image-ratio",
    severity=Severity.INFO,
    what="The picture's aspect ratio is far from 1.91:1.",
    why="Large cards cut it to that shape.",
    source=_FACEBOOK,
    fix="Name a picture of 1200×630, or keep its subject in the middle.",
)
OG_IMAGE_HEAVY = Rule(
    id="og-image-heavy",
    severity=Severity.WARNING,
    what="The picture's file is too large for some networks.",
    why="WhatsApp accepts less than 600 KB, X and LinkedIn 5 MB, Facebook and Mastodon 8 MB.",
    source=_WHATSAPP,
    fix="Compress it; a JPEG of 1200×630 rarely needs more than 300 KB.",
)
# Rules on the file of a picture, by the kind of its shortcoming
OF_FILES: Mapping[str, Rule] = {
    "webp": OG_IMAGE_WEBP,
    "type": OG_IMAGE_TYPE,
    "heavy": OG_IMAGE_HEAVY,
    "tiny": OG_IMAGE_TINY,
    "small": OG_IMAGE_SMALL,
    "ratio": OG_IMAGE_RATIO,
}

# twitter:image:src is the original name of twitter:image; X still reads it.
PICTURES = "twitter:image", "twitter:image:src"
# What follows the path of an address
_PARAMETERS = re.compile("[?#]")


class PictureRules(msgspec.Struct, frozen=True):
    """The rules by which the address of a picture is judged."""

    relative: Rule
    local: Rule
    broken: Rule
    form: Rule


OG_IMAGE = PictureRules(OG_IMAGE_RELATIVE, OG_IMAGE_LOCAL, OG_IMAGE_BROKEN, OG_IMAGE_FORM)
X_IMAGE = PictureRules(*[X_IMAGE_WRONG] * 4)


def picture_fault(page: Page, site: Site, value: str, rules: PictureRules) -> Fault | None:
    """Return the fault of a picture's address."""
    if not is_absolute(value):
        return Fault(rules.relative, "it is not an absolute address")
    if is_local(value):
        return Fault(rules.local, "nobody else can reach this computer")
    if not is_of_the_web(value):
        return Fault(rules.form, "it is no address of http or https with a host")
    image = site.image(page, value)
    if image.missing:
        return Fault(rules.broken, f"the site has no file {image.file or '/'}")
    if message := form_fault(value, image):
        return Fault(rules.form, message)
    return None


def form_fault(value: str, image: Image) -> str:
    """Return what is wrong with the way a picture's address is written, or ""."""
    if value == image.url and image.file:
        return ""
    host, own = host_of(value), host_of(image.url)
    if is_nobodys(host) or (own and host != own):
        return f"{host} is not a host of a published site"
    if image.file and value[:5].lower() == "http:" and image.url.startswith("https:"):
        return "the site is reached by https"
    if own and not is_encoded(value):
        return "it has blanks or letters that need an escape"
    if image.file and not are_equal(_PARAMETERS.split(value)[0], image.url):
        return f"its address is {image.url}"
    return ""


def unfit_fault(page: Page, site: Site, value: str, facts: Facts) -> Fault | None:
    """Return a fault if networks cannot show a picture well, and there is a better one."""
    if facts.card_image is None:
        return None
    instead = facts.card_image.value
    if instead.url == value or unfitness(instead):
        return None
    image = site.image(page, value)
    is_made_of = facts.share_image and facts.images and image.url == facts.images.value[0].url
    if is_made_of and (found := next(shortcomings(image), None)):
        return Fault(OF_FILES[found.kind], found.message)
    why = unfitness(image)
    if not why:
        return None
    is_tiny = image.width and min(image.width, image.height) < LEAST_SIDE
    return Fault(OG_IMAGE_TINY if is_tiny else OG_IMAGE_TYPE, why)


def declared_fault(value: str, real: str) -> Fault | None:
    """Return a fault if a declared property of a picture differs from that of its file."""
    # image/jpg is a common name for image/jpeg.
    if value.lower().replace("image/jpg", "image/jpeg") == real:
        return None
    return Fault(OG_IMAGE_DECLARED, f"the file says {real}")
