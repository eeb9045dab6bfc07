"""A citation in the formats that reference managers read."""

import re
from collections.abc import Callable, Iterator, Mapping

from smoopt.builtin.cite.citation import Citation
from smoopt.model.plain_data import write_json
from smoopt.model.plain_text import tidy

# Characters with a special meaning in TeX: https://ctan.org/pkg/comprehensive (2026-12-01), section
# 2
_TEX = {
    "\\": r"\textbackslash{}",
    # BibTeX counts braces even after a backslash.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    **{sign: f"\\{sign}" for sign in "%&$#_"},
}
_NO_KEY = re.compile(r"[^a-z0-9]+")


def bibtex(citation: Citation) -> str:
    """Return BibTeX: https://ctan.org/pkg/bibtex (2026-12-01); all styles know `@misc`."""
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in citation.authors),
        "title": f"{{{_tex(citation.title)}}}",
        "howpublished": _tex(citation.site),
        "year": citation.published[:4],
        "month": citation.published[5:7].lstrip("0"),
        "day": citation.published[8:10].lstrip("0"),
        # Not escaped: styles print it by a command that takes it verbatim.
        "url": citation.url.translate({ord(sign): f"%{ord(sign):02X}" for sign in "{}\\"}),
        "language": citation.language,
        "abstract": _tex(citation.description),
        "keywords": ", ".join(map(_tex, citation.tags)),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return ",\n".join([f"@misc{{{_key(citation)}", *lines]) + "\n}\n"


def ris(citation: Citation) -> str:
    """Write RIS: https://en.wikipedia.org/wiki/RIS_(file_format) (2026-12-01)."""
    return "".join(f"{tag}  - {tidy(value)}\n" for tag, value in _tagged(citation)) + "ER  - \n"


def csl(citation: Citation) -> str:
    """Write CSL-JSON: https://docs.citationstyles.org/en/stable/specification.html (2026-12-01)."""
    day = [int(part) for part in citation.published.split("-")] if citation.published else []
    item: dict[str, object] = {
        "id": _key(citation),
        "type": "webpage",
        "title": citation.title,
        # Which part of a name is the family name is unknown.
        "author": [{"literal": name} for name in citation.authors],
        "issued": {"date-parts": [day]} if day else None,
        "container-title": citation.site,
        "URL": citation.url,
        "language": citation.language,
        "abstract": citation.description,
        "keyword": ", ".join(citation.tags),
    }
    said = {name: value for name, value in item.items() if value}
    return f"{write_json([said], indent=1)}\n"


# The suffix of each format, and its writer
FORMATS: Mapping[str, tuple[str, Callable[[Citation], str]]] = {
    "bibtex": (".bib", bibtex),
    "ris": (".ris", ris),
    "csl": (".csl.json", csl),
}


def _tagged(citation: Citation) -> Iterator[tuple[str, str]]:
    yield "TY", "ELEC"
    yield "TI", citation.title
    for name in citation.authors:
        yield "AU", name
    if citation.published:
        yield "PY", citation.published[:4]
        yield "DA", citation.published.replace("-", "/")
    for tag, value in (
        ("T2", citation.site),
        ("UR", citation.url),
        ("LA", citation.language),
        ("AB", citation.description),
    ):
        if value:
            yield tag, value
    for word in citation.tags:
        yield "KW", word


def _key(citation: Citation) -> str:
    """Return a key of the first author's last name, the year and the title's first word.

    If that word has no Latin letters, the last part of the address is used.
    """
    name = citation.authors[0].split()[-1] if citation.authors else citation.site
    file = citation.url.rstrip("/").rpartition("/")[2].partition(".")[0]
    words = (_letters(word) for word in (*citation.title.split()[:1], file))
    parts = (_letters(name), citation.published[:4], next(filter(None, words), ""))
    return "".join(parts) or "page"


def _letters(text: str) -> str:
    return _NO_KEY.sub("", text.casefold())


def _tex(text: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in text)
