"""Regular expressions, each compiled when it is first asked for something.

Compiling takes Python up to some milliseconds where there are kanji in a class, for it marks each of 20,000 characters
by itself. Most of what the program knows how to look for is never looked for in one run.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As ``re.compile``; whether the expression is one comes out with its first use (a test tries all of them)."""
    return cast("re.Pattern[AnyStr]", _Later(source, flags))


class _Later:
    def __init__(self, source: Any, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        """A method of the compiled expression; kept, so that it is asked for here only once."""
        value = getattr(re.compile(self._source, self._flags), name)  # noqa: TID251
        setattr(self, name, value)
        return value
