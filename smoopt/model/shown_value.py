"""How messages show a value: briefly, and the same in all versions of Python."""

import reprlib


class _Short(reprlib.Repr):
    def repr_int(self, x: int, level: int) -> str:
        """Write a number; Python refuses to write one of thousands of digits.

        From Python 3.14 on, reprlib says then where in memory it lies, which is never the same.
        """
        try:
            repr(x)
        except ValueError:
            return "a number too large to be written"
        return super().repr_int(x, level)


shown_value = _Short().repr
