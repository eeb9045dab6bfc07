"""Which part of a title names the site, by the name of its host."""

import unicodedata
from functools import lru_cache

from smoopt.model.web_address import host_of

# A shorter one may be any word.
_TELLING = 4
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "&": "and"})


# Several ask of the same title, and those of a site share parts.
@lru_cache(maxsize=1024)
def names_host(text: str, url: str) -> bool:
    """Tell whether a text is what the host of an address is called: `Mill Post`, millpost.example.

    Its labels count but for the last one, and so does the whole without `www.`.
    """
    host = host_of(url).partition(":")[0].removeprefix("www.")
    *labels, _ = host.split(".")
    said = _letters(text)
    return len(said) >= _TELLING and said in {_letters(each) for each in (host, *labels)}


def _letters(text: str) -> str:
    """Give a name as hosts are called: letters and digits of ASCII, as far as it has these."""
    spelled = unicodedata.normalize("NFKD", text.casefold().translate(_UMLAUTS))
    return "".join(filter(str.isalnum, spelled))
