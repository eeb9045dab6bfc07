"""The names in a tag or microformat that states the authors."""

import re
from functools import lru_cache

_SEVERAL = re.compile(r"[,;&]|\b(?:and|und|et|y|e)\b|^by\b", re.IGNORECASE)


# Few people write a site.
@lru_cache(maxsize=256)
def stated_names(value: str) -> tuple[str, ...]:
    """Return the people in a value: several with first names, else all as one, without `By`."""
    if _SEVERAL.search(value) is None:
        return (value,)
    from smoopt.model.person_names import after_by, names_in  # noqa: PLC0415 - 5 ms of patterns

    names = names_in(value)
    is_several = len(names) > 1 and all(" " in name for name in names)
    if is_several or (len(names) == 1 and _is_for_another(names[0], value)):
        return names
    return (after_by(value) or value,)


def _is_for_another(name: str, value: str) -> bool:
    """Tell whether the publication follows the name, in capitals: `Ann Lee, QUAY POST`."""
    before, _, rest = value.partition(",")
    rest = rest.strip(" ,")
    is_number = not rest.strip("IVX")
    return " " in name and before.endswith(name) and rest.isupper() and not is_number
