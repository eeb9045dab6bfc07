"""How the site's files are named to those who read a report: from the folder they stand in."""

from pathlib import Path
from urllib.parse import quote

from smoopt.finding import Finding

# What may stand unescaped in a path: https://www.rfc-editor.org/rfc/rfc3986#section-3.3
_SAFE = "/!$&'()*+,;=@~"


class Files:
    """Names the files of a site; `apart` where it does not lie below the current folder."""

    def __init__(self, root: Path) -> None:
        """Take the site's folder as the user named it."""
        whole, here = root.resolve(), Path.cwd().resolve()
        self.whole = whole
        self.apart = not whole.is_relative_to(here)
        self._folder = "" if self.apart else whole.relative_to(here).as_posix()

    def of(self, finding: Finding) -> str:
        """Name a finding's file; the site's folder where it is about the whole site."""
        path = finding.place.path
        if not path:
            return self._folder or "."
        return path if self._folder in {"", "."} else f"{self._folder}/{path}"

    def uri(self, finding: Finding) -> str:
        """Give the same as a relative reference of a URI; a name that is no text by its bytes."""
        return quote(self.of(finding), _SAFE, encoding="utf-8", errors="surrogateescape")
