"""Pages of a small site about milling, and what they may state of themselves."""

import json

URL = "https://mill.example.org/"
PROSE = "Rye is milled slowly here, between two stones that are older than the house itself."
HOME = f"<!doctype html><html lang=en><head><title>The Mill</title></head><body><main><p>{PROSE}"
# In the head
DATED = '<meta property="article:published_time" content="2026-03-04T08:00:00+01:00">'
BY_ANN = '<meta name="author" content="Ann Lee">'
PICTURE = '<meta property="og:image" content="https://cdn.example.net/still.jpg">'
OF_VIDEO = (
    f'{DATED}<meta property="og:type" content="video.other"><meta property="og:video" '
    f'content="{URL}rye.mp4"><meta property="og:video:type" content="video/mp4">'
)
# In the content
ASKED = "<details><summary>{}</summary><p>{}</p></details>"
TWO = ASKED.format("Is it rye?", "It is.") + ASKED.format("Is it <b>fresh</b>?", "From <i>May</i>.")
STEPS = "<h2>Steps</h2><ol><li>Mill the <b>rye</b>.</li><li>Add water.</li></ol>"


def page(head: str = "", body: str = "", title: str = "Rye is in again") -> str:
    text = body or f"<h1>{title}</h1><p>{PROSE}</p>"
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>"
        f"{head}</head><body><main>{text}</main></body></html>"
    )


def stating(value: object) -> str:
    """Write a script of JSON-LD."""
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'
