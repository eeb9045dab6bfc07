"""What is said of a file that could not be written or removed."""

from smoopt.model.errors import SiteError, reason
from smoopt.model.finding import Finding, Place, Severity


def not_removed(path: str, error: OSError | SiteError) -> Finding:
    """Say that a file could not be removed."""
    message = f"cannot be removed: {reason(error)}; it is still there"
    return Finding(Severity.ERROR, "not-written", Place(path), message)


def not_written(path: str, error: OSError | SiteError) -> Finding:
    """Say that a file could not be written."""
    message = f"cannot be written: {reason(error)}; what was there before is still there"
    return Finding(Severity.ERROR, "not-written", Place(path), message)
