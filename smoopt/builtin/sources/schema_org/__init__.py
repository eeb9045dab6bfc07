"""Sources 3 and 4: what JSON-LD and microdata say in the words of schema.org."""
