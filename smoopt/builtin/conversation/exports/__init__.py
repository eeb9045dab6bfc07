"""What services export: received webmentions, and threads, each format in a module of its own."""
