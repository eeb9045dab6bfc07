"""Sources 3 and 4: JSON-LD and microdata in terms of schema.org."""
