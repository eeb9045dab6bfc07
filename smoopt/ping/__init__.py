"""Word of what has changed: to search engines by IndexNow, to readers of feeds by WebSub."""
