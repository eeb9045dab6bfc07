"""Tags of the head: plugins that write them from facts, and keep those that are right."""
