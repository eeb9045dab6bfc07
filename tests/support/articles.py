"""Articles with a day of publication, for what only articles get."""

HEAD = '<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>{}</title>{}</head>'
DATED = '<meta property="article:published_time" content="2026-03-14">'


def article(
    head: str = DATED, body: str = "<p>Text.</p>", language: str = "en", title: str = "Gates"
) -> str:
    """Write one; without DATED in its head it is none."""
    begins = HEAD.format(language, title, head)
    return f"{begins}<body><main><article><h1>{title}</h1>{body}</article></main></body></html>"
