"""Exports of services: received webmentions, and threads, with a module for each format."""
