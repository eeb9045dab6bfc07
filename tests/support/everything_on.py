"""All that smoopt can add, turned on at once: what a site's smoopt.toml says for it."""

from pathlib import Path

from tests.support.runs import Run, smoopt

# What makes pages found, linked and cited.
FOUND = """
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
[plugins.identity]
type = "Store"
name = "The Mill & Co"
telephone = "+44 1225 123456"
email = "mill@mill.example.org"
address = { street = "1 Mill Lane", locality = "Bath", country = "GB" }
opening_hours = "Mo-Fr 09:00-17:00; Sa 10:00-14:00"
same_as = ["https://mastodon.social/@ann", "https://en.wikipedia.org/wiki/Mill"]
card = "shown"
[plugins.indexnow]
key = "0123456789abcdef"
[plugins.licence]
url = "https://creativecommons.org/licenses/by/4.0/"
usage = "https://mill.example.org/terms.html"
usage_name = "Other uses"
[plugins.oembed]
formats = ["json", "xml"]
kind = "rich"
[plugins.markdown]
llms = "full"
links = true
copy = true
assistants = ["chatgpt", "claude", "perplexity"]
[plugins.qr]
file = true
[plugins.titles]
document_title = "{title} – {site}"
[plugins.keywords]
[plugins.pictures]
[plugins.cards]
[plugins.sitemap]
[plugins.robots]
keep_out = ["training"]
"""
# What readers press, play and answer.
ANSWERED = """
[plugins.comments.giscus]
repo = "ann/mill"
repo_id = "R_1"
[plugins.conversation]
webmention = "https://webmention.io/mill.example.org/webmention"
pingback = "https://webmention.io/mill.example.org/xmlrpc"
discuss = ["https://forum.example.org/?u={url}"]
[plugins.media]
[plugins.signin]
callback = "index.html"
exchange = "https://auth.example.org/exchange"
[plugins.signin.indieauth]
metadata = "https://auth.example.org/metadata"
[[plugins.signin.providers]]
kind = "github"
client_id = "mill"
[[plugins.signin.providers]]
kind = "oidc"
name = "Mill ID"
issuer = "https://id.example.org"
client_id = "mill"
[[plugins.signin.providers]]
kind = "bluesky"
redirect_uri = "https://auth.example.org/bluesky"
start = "https://auth.example.org/start"
"""
PLUGINS = f"{FOUND}{ANSWERED}"


# This puts a box around what the others show.
FOLDED = "[plugins.fold]\n"


class EverythingOn:
    """A folder that is built with all plugins; `site` is the table of that name, `more` others."""

    def __init__(self, root: Path, site: str = "", more: str = "", plugins: str = PLUGINS) -> None:
        self.root = root
        self.settings = root.parent / f"{root.name}.toml"
        self.settings.write_text(f"[site]\n{site}\n{plugins}{more}", "utf-8")

    def build(self, *more: object) -> Run:
        return smoopt("build", self.root, "--config", self.settings, *more)

    def check(self) -> Run:
        return smoopt("check", self.root, "--config", self.settings, "--format", "json")

    def undo(self) -> Run:
        return smoopt("undo", self.root)
