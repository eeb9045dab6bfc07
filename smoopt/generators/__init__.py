"""smoopt as a plugin of generators written in Python, one module per generator.

Each builds what the generator has written, and reports failures as `smoopt build` would. It may
import its generator, which is present whenever it loads the module.
"""
