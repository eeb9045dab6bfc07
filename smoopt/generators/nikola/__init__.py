"""The plugin for Nikola: this folder in the list `EXTRA_PLUGINS_DIRS` of conf.py.

https://getnikola.com/extending.html (2026-12-01)
"""
