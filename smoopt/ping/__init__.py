"""Notifications of changes: to search engines by IndexNow, to subscribers of feeds by WebSub."""
