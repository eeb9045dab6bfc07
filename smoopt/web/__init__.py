"""Requests to other hosts, within limits: no other room makes any; and records of what was sent."""
