"""How an exception raised for a page becomes a finding about that page alone."""

import msgspec

from smoopt.build.failures import PAGE_FAILED
from smoopt.model.errors import PageError
from smoopt.model.faults import described, traced
from smoopt.model.finding import Finding, Place

# What is wrong where a library raises for a page, or Python does.
_KINDS: dict[type[BaseException], str] = {
    MemoryError: "there is not enough memory for it",
    RecursionError: "it nests too deeply",
    OSError: "what belongs to it cannot be read or written",
}
_OUR_FAULT = "this is a bug in smoopt: please report it, with the page"


def page_failed(path: str, error: BaseException) -> Finding:
    """Say that a page could not be handled, whatever was raised for it."""
    if isinstance(error, PageError):
        return PAGE_FAILED.at(Place(path), str(error))
    kind = next((words for one, words in _KINDS.items() if isinstance(error, one)), _OUR_FAULT)
    finding = PAGE_FAILED.at(Place(path), f"{kind} ({described(error)})")
    return msgspec.structs.replace(finding, details=traced(error))
