"""A site that is watched: its generator's writes are seen, waited for, and built."""
