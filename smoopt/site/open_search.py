"""What an OpenSearch description calls the search of a site.

https://developer.mozilla.org/en-US/docs/Web/XML/Guides/OpenSearch (2026-12-01)
"""

from smoopt.files.folder import Folder
from smoopt.model.plain_text import tidy
from smoopt.site.xml_files import elements, local_name


def short_name(opened: Folder, path: str) -> str:
    """Read the name of a search engine from its OpenSearch description; "" for other files."""
    name, node = "", None
    for node in elements(opened, path):
        if local_name(node) == "shortname":
            name = name or tidy(node.text)
    return name if local_name(node) == "opensearchdescription" else ""
