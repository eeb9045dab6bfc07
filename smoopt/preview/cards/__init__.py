"""Cards: what each platform would show for a finished page, read, judged and cut as it does."""
