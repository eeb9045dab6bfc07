"""Whether a page has comments already."""

from smoopt.html.page import Page

# The elements and scripts of comment systems:
# https://help.disqus.com/en/articles/1717112-universal-embed-code,
# https://docs.commento.io/installation/registering-with-commento.html,
# https://github.com/gitalk/gitalk, https://waline.js.org/en/guide/get-started/,
# https://twikoo.js.org/en/frontend.html and those in on_github.py and on_servers.py (2026-12-01)
_PLACES = (
    "#disqus_thread, .giscus, .utterances, #isso-thread, #remark42, #cusdis_thread, #commento, "
    "hyvor-talk-comments, #hyvor-talk-view, #gitalk-container, #waline, #twikoo, #comments, "
    ".comment-list, .comments-area, giscus-widget"
)
_LOADED = (
    *("giscus.app/client", "utteranc.es/client", "disqus.com/embed", "remark_config"),
    *("cusdis.es.js", "talk.hyvor.com/embed", "data-isso", "commento.js", "new Gitalk"),
    *("Waline.init", "twikoo.init", "comments.app/js"),
)


def has_comments(page: Page) -> bool:
    """Return whether a page has a place for comments, or a script that creates one."""
    if page.document.select_one(_PLACES) is not None:
        return True
    if not any(sign in page.text for sign in _LOADED):
        return False
    return any(sign in str(script.html) for script in page.scripts for sign in _LOADED)
