"""`FileEdit` says what is added to a text file of the author's that is not a page."""

import msgspec


class FileEdit(msgspec.Struct, frozen=True):
    """Put `text` at a position of a text file of the site: sitemap.xml, robots.txt.

    `position` counts code points of `site.read(path)`. In XML, it lies between tags, and the file
    must be well-formed with the text. In a file with `#` comments, it is where a line begins or
    where the file ends, and the text is whole lines. `plugin` is filled in by whoever called the
    plugin.
    """

    path: str
    position: int
    text: str
    plugin: str = ""
