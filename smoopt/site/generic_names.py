"""Words that name no site in particular: titles of home pages, manuals and unfilled templates."""

import re

from smoopt.model.late_pattern import late

# A longer text is a sentence or a motto.
_LONGEST = 60
# Nobody calls a site so: front pages, in the languages that generators and themes come in, and what
# was not filled in.
_PLACEHOLDERS = frozenset(
    word
    for line in (
        "home|homepage|home page|main|main page|front page|start|start page|landing page|index",
        "index page",
        "welcome|startseite|willkommen|hauptseite|übersicht|accueil|bienvenue|page d'accueil",
        "inicio|página principal|bienvenido|bienvenidos|bienvenida|portada|início|bem-vindo",
        "página inicial|pagina iniziale|pagina principale|benvenuto|benvenuti|startpagina|welkom",
        "hoofdpagina|hem|startsida|forside|hjem|velkommen|välkommen|etusivu|tervetuloa|witamy",
        "strona główna|úvod|domů|domov|kezdőlap|főoldal|acasă|ana sayfa|anasayfa|αρχική|начало",
        "главная|главная страница|добро пожаловать|головна|首页|主页|首頁|主頁|欢迎|ホーム|トップ",
        "トップページ|ようこそ|홈|الرئيسية|דף הבית|beranda|trang chủ",
        "site|website|web site|page|title|site title|site name|untitled|untitled document|document",
        "my site|my website|my blog|my new hugo site|my awesome site|your awesome title|new site",
        "your site|your site name|your name|react app|vite app|create next app|404|not found",
        # New sites of Hugo, VitePress, Starlight, Gatsby and Docusaurus, as of 2026-12-01.
        "my new hugo project|my awesome project|my docs|my gatsby site|my site blog",
        "undefined|null|none|true|false|page not found",
    )
    for word in line.split("|")
)
# What manuals, the pages of generators and parts of sites are called: a site may be, if it says so.
_PARTS = frozenset(
    word
    for line in (
        "overview|module list|modules|all modules|package list|class list|class index|file list",
        "package index|all classes|contents|toc|table of contents|documentation|docs|doc|manual",
        "documentation home|user manual|user guide|guide|guides|handbook|reference|api|readme|wiki",
        "api documentation|api docs|api reference|project documentation|dokumentation|文档|help",
        "documentación|documentação|documentazione|ドキュメント|introduction|getting started",
        "quickstart|tutorial|tutorials|about|einleitung|einführung|changelog|license|contact|faq",
        "blog|weblog|news|posts|articles|archive|archives|notes|feed|all posts|latest posts|search",
        "recent posts|recent content|updates|journal|rss|rss feed|atom|atom feed|projects|tags",
        "portfolio|categories|example|test|documentation index|reference manual",
        "support|help center",
    )
    for word in line.split("|")
)
_AROUND = late(r"^[\W_]+|[\W_]+$")
# What somebody says to visitors, what generators and servers write by themselves, and what a
# template left.
_SAID = late(
    r"^\W*(?:(?:welcome|hello|hi|willkommen|welkom)\b|bienvenu|bienvenid|bem-vind|benvenut"
    r"|добро пожаловать|ようこそ|欢迎|(?:pdoc|javadoc|doxygen|typedoc|jsdoc|yard) v?\d)"
    r"|index of /|just another wordpress\b|\{[{%]|[!?。！？]\s*$|\.\s*$",
    re.IGNORECASE,
)
# What feeds add to the name of their site: Hugo's, WordPress's and others'.
_OF_FEED = late(
    r"^(?:recent (?:content|posts)|(?:all|latest|recent) (?:posts|articles|news)|posts|blog|feed) "
    r"(?:on|of|from|in|at|by) |"
    r"(?:\s+[-–—|·:]\s+|\s+)(?:rss|atom|(?:rss |atom |blog |news )?feed|all posts|recent posts)$",
    re.IGNORECASE,
)


def is_placeholder(text: str) -> bool:
    """Tell whether a text names no site, even if a page says that it does."""
    return _bare(text) in _PLACEHOLDERS or not _bare(text)


def is_generic(text: str) -> bool:
    """Tell whether any site, or a part of it, may be called this."""
    return is_placeholder(text) or _bare(text) in _PARTS


def _bare(text: str) -> str:
    folded = text.casefold()
    # Most texts begin and end with letters, which is soon seen.
    is_bare = folded[:1].isalnum() and folded[-1:].isalnum()
    return folded if is_bare else _AROUND.sub("", folded)


def is_name(text: str) -> bool:
    """Tell whether a text may name a site: no generic words, greeting, sentence or long motto."""
    return len(text) <= _LONGEST and not is_generic(text) and _SAID.search(text) is None


def name_of_feed(title: str) -> str:
    """Remove from a feed's title what feeds add to a name: "Recent content on Loom"."""
    return _OF_FEED.sub("", title).strip()
