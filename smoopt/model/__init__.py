"""What all rooms speak of: facts, edits, findings, rules, errors, and the words for them."""
