"""What services export."""
