"""Tags of the head: plugins that write what the facts give, and keep what is right."""
