"""Cards: what each platform would show for a finished page, by that platform's rules and limits."""
