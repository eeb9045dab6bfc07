"""A site as it is served: its pages asked for as those do who draw previews, and what each sees."""
