"""Which processes do the work, and what happens in one."""
