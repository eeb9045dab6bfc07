"""Which plugins a page turns off: `<meta name="smoopt:share" content="off">`."""

from smoopt.html.page import OFF, Page


def is_turned_off(page: Page, plugin: str) -> bool:
    """Tell whether a page turns a plugin off."""
    tag = page.overrides.get(plugin)
    return tag is not None and tag.value.lower() in OFF
