"""Which framework takes over the page in the browser, recognised by its traces in the HTML.

A page that is hydrated may not be edited everywhere: elements inside its root make React throw,
changed tags are changed back. Tags added to the head and elements at the ends of the body are
safe. Pages that keep their static HTML (Astro, Starlight, Material, plain HTML) are not listed.
"""

from collections.abc import Iterable

import msgspec
import turbohtml
from turbohtml import Element


class Sign(msgspec.Struct, frozen=True):
    """A framework, a string that its pages contain, and the elements to look for it in.

    Without a selector the needle must stand in a script; quoted in a text it proves nothing.
    """

    framework: str
    needle: str
    selector: str = ""


SIGNS = (
    Sign("Next.js", "__NEXT_DATA__", "script#__NEXT_DATA__"),
    Sign("Next.js", "__next_f"),
    Sign("Docusaurus", "__docusaurus", "#__docusaurus"),
    Sign("Gatsby", "___gatsby", "#___gatsby"),
    Sign("Nuxt", "__nuxt", "#__nuxt"),
    Sign("VitePress", "__VP_"),
    Sign("SvelteKit", "__sveltekit_"),
    Sign("React Router", "__reactRouterContext"),
    Sign("Remix", "__remixContext"),
    Sign("React", "data-reactroot", "[data-reactroot]"),
    Sign("Vue", "data-server-rendered", "[data-server-rendered]"),
    # What Vue 3 leaves around several elements of a component, as in VuePress 2. In an island of
    # Astro's, which has no such root, it says nothing of the page.
    Sign("Vue", "<!--[-->", "#app"),
    Sign("Angular", "ng-server-context", "[ng-server-context]"),
    Sign("Qwik", "q:container", r"[q\:container]"),
)


# What the signs have in common, so that pages without any are recognised fast.
ELEMENTS = (
    r'[id^="__"], #app, [data-reactroot], [data-server-rendered], [ng-server-context], '
    r"[q\:container]"
)
_IN_SCRIPTS = "__"


def framework(
    text: str, document: turbohtml.Document, scripts: Iterable[Element], *, has_elements: bool
) -> str:
    """Name the framework that hydrates the page, or "" for a static page.

    `scripts` are the document's; `has_elements` is False where it is known that no element is
    one of ELEMENTS.
    """
    if not has_elements and not _in_scripts(_IN_SCRIPTS, scripts):
        return ""
    for sign in SIGNS:
        if sign.needle in text and _proved(sign, document, scripts):
            return sign.framework
    return ""


def _proved(sign: Sign, document: turbohtml.Document, scripts: Iterable[Element]) -> bool:
    """Tell whether the needle stands where the framework puts it."""
    if sign.selector:
        return document.select_one(sign.selector) is not None
    return _in_scripts(sign.needle, scripts)


def _in_scripts(needle: str, scripts: Iterable[Element]) -> bool:
    return any(needle in script.text for script in scripts)
