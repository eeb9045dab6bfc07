"""Faults in the values of tags: the same rules for the plugins that correct them and the audit."""
