"""All that smoopt can add, turned on at once: what a site's smoopt.toml says for it."""

from pathlib import Path

from tests.support.runs import Run, smoopt

PLUGINS = """
[plugins.share]
[plugins.bookmarks]
permalinks = true
[plugins.feeds]
sections = ["posts", "blog"]
tags = true
hub = "https://hub.example.org/"
[plugins.backlinks]
[plugins.cite]
formats = ["bibtex", "ris", "csl"]
dublin_core = true
[plugins.follow]
profiles = ["https://mastodon.social/@ann", "https://github.com/ann", "https://ann.example.net/"]
[plugins.licence]
url = "https://creativecommons.org/licenses/by/4.0/"
[plugins.oembed]
formats = ["json", "xml"]
kind = "rich"
[plugins.markdown]
llms = "full"
links = true
assistants = ["chatgpt", "claude", "perplexity"]
[plugins.pictures]
[plugins.cards]
[plugins.sitemap]
[plugins.robots]
keep_out = ["training"]
"""


class EverythingOn:
    """A folder that is built with all plugins; `site` is the table of that name."""

    def __init__(self, root: Path, site: str = "") -> None:
        self.root = root
        self.settings = root.parent / f"{root.name}.toml"
        self.settings.write_text(f"[site]\n{site}\n{PLUGINS}", "utf-8")

    def build(self, *more: object) -> Run:
        return smoopt("build", self.root, "--config", self.settings, *more)

    def check(self) -> Run:
        return smoopt("check", self.root, "--config", self.settings, "--format", "json")

    def undo(self) -> Run:
        return smoopt("undo", self.root)
