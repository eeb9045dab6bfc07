"""Hosts that pages name by mistake: preview deployments, placeholders, unfilled templates.

A generator writes the address that it is given, even if that is a preview's, a starter's example or
nothing at all. None of the names below says which site is meant, so each is judged against the
site's own host.
"""

import re
from functools import lru_cache

# Compiled when they are first needed: most sites need none of these.
# What an empty variable leaves: https://undefined/, https://example.orgundefined/.
_LOST = r"(?i:undefined|null|none|nan|\[object)$"
# Each build has a host of its own, which is gone with it:
# https://docs.netlify.com/deploy/deploy-types/deploy-previews/ and .../branch-deploys/,
# https://vercel.com/docs/deployments/generated-urls,
# https://developers.cloudflare.com/pages/configuration/preview-deployments/,
# https://firebase.google.com/docs/hosting/test-preview-deploy and
# https://docs.readthedocs.com/platform/stable/pull-requests.html (2026-12-01)
_OF_ONE_BUILD = (
    r".+--[\w-]+\.(?:netlify\.(?:app|com)|web\.app)|[\w-]+-git-[\w-]+\.(?:vercel\.app|now\.sh)"
    r"|[\da-f]{8}\.[\w-]+\.pages\.dev|[\w-]+--\d+\.(?:[\w-]+\.)*readthedocs\.build"
    r"|.+\.(?:ngrok\.(?:io|app|dev)|ngrok-free\.(?:app|dev)|trycloudflare\.com|loca\.lt|csb\.app"
    r"|(?:app|preview\.app)\.github\.dev|gitpod\.io|webcontainer\.io|stackblitz\.io|replit\.dev)"
)
# Where a site lives as well that has a name of its own.
_HOSTING = (
    r".\.(?:netlify\.(?:app|com)|vercel\.app|now\.sh|pages\.dev|workers\.dev|github\.io|gitlab\.io"
    r"|codeberg\.page|surge\.sh|onrender\.com|web\.app|firebaseapp\.com|azurestaticapps\.net"
    r"|azurewebsites\.net|amplifyapp\.com|cloudfront\.net|herokuapp\.com|fly\.dev|deno\.dev"
    r"|render\.com|kinsta\.page|bitbucket\.io)$"
)
# What starters and manuals write, https://www.rfc-editor.org/rfc/rfc6761 (2026-11-30) among them.
_EXAMPLE = (
    r"(?:www\.)?example\.(?:com|net|org)|.+\.invalid"
    r"|(?:www\.)?(?:your-?[\w-]*|my)-?(?:site|domain|website|blog)(?:\.\w+){1,2}"
)
# Private names and numbers: https://www.rfc-editor.org/rfc/rfc6762#appendix-G (2026-11-30).
_PRIVATE = r".+\.(?:test|internal|intranet|lan|home|corp)|[\d.]+"
# Where a site is tried before it is published.
_TRIAL = r"(?:preview|staging|stage|dev|develop|test)\d*"
# How folders of a host are called that hold another edition of the same pages.
_EDITION = (
    rf"v?\d[\w.-]*|latest|stable|current|next|nightly|canary|main|master|trunk|old|legacy|archive"
    rf"|mirror|copy|beta|alpha|rc\d*|pr-?\d+|pr-preview|{_TRIAL}|[a-z]{{2}}(?:[-_][a-z]{{2,4}})?"
)


@lru_cache(maxsize=256)
def is_nobodys(host: str) -> bool:
    """Tell whether a host is never a site's public one: it is one build's, or a template's gap.

    Neither is one with a user: its password must not be published.
    """
    name = host.partition(":")[0]
    is_lost = "@" in host or re.search(_LOST, name) is not None
    return is_lost or re.fullmatch(_OF_ONE_BUILD, name) is not None


@lru_cache(maxsize=256)
def is_stray(host: str, own: str) -> bool:
    """Tell whether a page of the site at `own` may have this host only by mistake.

    Both in small letters, with their ports. Where `own` is itself on trial, another host may be
    that of the real site.
    """
    name, mine = host.partition(":")[0], own.partition(":")[0]
    if is_nobodys(host) or re.fullmatch(_EXAMPLE, name):
        return True
    if _is_private(name) and not _is_private(mine):
        return True
    if has_one_name(host, own):
        return host != own
    if is_on_trial(own):
        return False
    if re.search(_HOSTING, mine):
        return name.startswith(f"{mine.partition('.')[0]}-")
    return re.search(_HOSTING, name) is not None or is_on_trial(host)


def has_one_name(host: str, own: str) -> bool:
    """Tell whether hosts differ at most by `www.` and their ports."""
    names = (each.partition(":")[0].removeprefix("www.") for each in (host, own))
    return next(names) == next(names)


def _is_private(name: str) -> bool:
    return "." not in name or re.fullmatch(_PRIVATE, name) is not None


def is_on_trial(host: str) -> bool:
    """Tell whether a host is for trials before publication, by the words of its first label."""
    words = host.partition(".")[0].split("-")
    return is_nobodys(host) or any(re.fullmatch(_TRIAL, word) for word in words)


def lies_apart(path: str) -> bool:
    """Tell, by its path, whether a host's folder may hold another edition of what is at the root.

    That is a version, a language, or where a site is tried.
    """
    return any(re.fullmatch(_EDITION, word) for word in path.lower().strip("/").split("/"))


def are_sisters(host: str, own: str) -> bool:
    """Tell whether two hosts are below the same name, such as those of two versions of a manual."""
    one, other = host.split("."), own.split(".")
    return one != other and one[-2:] == other[-2:]
