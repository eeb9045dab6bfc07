"""smoopt as a part of generators written in Python: a module each, found by the generator's name.

Each hands over what the generator has written, and lets it end as `smoopt build` would have ended.
What it imports of its generator is there whenever the generator loads it.
"""
