"""Names of files that are not complete yet, and that an interrupted run leaves behind."""

# What a file is called until it is whole. An author's `.smoopt-notes` is none of these.
TEMPORARY_PREFIX, TEMPORARY_SUFFIX = ".smoopt-", ".part"
# What smoopt writes between them: an author's own name is not taken for one.
_TEMPORARY_LENGTH, _TEMPORARY_CHARACTERS = 8, frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")


def is_temporary(name: str) -> bool:
    """Tell whether a file is one that an interrupted run left behind, by its name."""
    if not name.startswith(TEMPORARY_PREFIX) or not name.endswith(TEMPORARY_SUFFIX):
        return False
    inner = name[len(TEMPORARY_PREFIX) : -len(TEMPORARY_SUFFIX)]
    return len(inner) == _TEMPORARY_LENGTH and _TEMPORARY_CHARACTERS.issuperset(inner)
