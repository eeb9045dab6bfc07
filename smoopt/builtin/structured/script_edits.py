"""Completes existing scripts of JSON-LD, and corrects their addresses."""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

import msgspec
from turbohtml import Element

from smoopt.builtin.sources.schema_org.node import read_scripts
from smoopt.builtin.tags.rules.json_ld_addresses import Wrong, wrong_addresses
from smoopt.html.data_blocks import with_addresses
from smoopt.html.markup import JSON, script_json
from smoopt.html.page import Page
from smoopt.model.edits import Edit
from smoopt.model.finding import Finding, Severity
from smoopt.model.plain_data import read_json
from smoopt.site.page_addresses import Style
from smoopt.site.site import Site

_WHY = "the site's own addresses"


class Completed(msgspec.Struct, frozen=True):
    """The completed content of a script, and the reason."""

    value: JSON
    because: str


def script_edits(
    page: Page, site: Site, style: Style | None, completed: Mapping[Element, Completed]
) -> Iterator[Edit | Finding]:
    """Change the scripts that lack something or have a wrong address, each once.

    An address that is wrong in one script is right in none, so names and references to them
    change together. If a script may not be changed, its faults are reported.
    """
    scripts = [
        (script, _wrong(page, site, value, style)) for script, value in read_scripts(page).read
    ]
    right = {each.said: each.right for _, wrong in scripts for each in wrong}
    for script, wrong in scripts if right or completed else ():
        if page.framework:
            why = f"{page.framework} would change it back in the browser"
            yield from _left(page, script, wrong, why)
            continue
        try:
            edit = _edit(page, script, right, completed.get(script))
        except ValueError as error:  # a number that JSON does not have, a script without its end
            yield from _left(page, script, wrong, str(error))
            continue
        if edit is not None:
            yield edit
        for each in wrong:
            message = f'{each.message}; "{each.right}" is written in its place'
            found = each.fault.rule.at(page.place(script), message, Severity.INFO)
            yield msgspec.structs.replace(found, mended=True)


def _edit(
    page: Page, script: Element, right: Mapping[str, str], completed: Completed | None
) -> Edit | None:
    """Change one script, if there is anything to change; raises ValueError."""
    if completed is None:
        return page.readdress(script, right, name="json-ld", because=_WHY) if right else None
    value = read_json(with_addresses(script_json(completed.value), right))
    because = f"{completed.because}; {_WHY}" if right else completed.because
    return page.complete(script, cast("JSON", value), name="json-ld", because=because)


def _wrong(page: Page, site: Site, value: JSON, style: Style | None) -> list[Wrong]:
    """Return the addresses for which smoopt knows the right one."""
    return [each for each in wrong_addresses(page, site, value, style) if each.right]


def _left(page: Page, script: Element, wrong: Sequence[Wrong], why: str) -> Iterator[Finding]:
    """Report what was left unchanged."""
    for each in wrong:
        mend = f'correct it in the site\'s source, "{each.right}" is right (smoopt left it: {why})'
        yield each.fault.rule.at(page.place(script), f"{each.message}; {mend}")
