"""What all rooms share: facts, edits, findings, rules, errors, and functions on text."""
