"""Regular expressions, each compiled when it is first asked for something, and then kept for later runs.

Compiling takes Python up to some milliseconds where there are kanji in a class, for it marks each of 20,000 characters
by itself. Most of what the program knows how to look for is never looked for in one run.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import re
from typing import Any, AnyStr, cast

from keikaku.kept import kept


def regex(source: AnyStr, flags: int = 0, *, own: bool = True) -> re.Pattern[AnyStr]:
    """As ``re.compile``; whether the expression is one comes out with its first use (a test tries all of them).

    ``own``: it is one of the program's, the same in every run; not one made of the words of a plan.
    """
    return cast("re.Pattern[AnyStr]", _Later(source, flags, own))


class _Later:
    def __init__(self, source: Any, flags: int, own: bool) -> None:
        self._source, self._flags, self._own = source, int(flags), own

    def __getattr__(self, name: str) -> Any:
        """A method of the compiled expression; kept, so that it is asked for here only once."""
        compiled = _kept(self._source, self._flags) if self._own else re.compile(self._source, self._flags)  # noqa: TID251
        value = getattr(compiled, name)
        setattr(self, name, value)
        return value


def _kept(source: str | bytes, flags: int) -> Any:
    """The expression, made of the code the library once compiled it to; compiled where it cannot be had so."""
    try:
        return _sre.compile(*kept("expression", source, lambda: _code(source, flags), flags))
    except (ImportError, AttributeError, TypeError, RuntimeError):  # another Python keeps house otherwise
        return re.compile(source, flags)  # noqa: TID251


def _code(source: str | bytes, flags: int) -> tuple[Any, ...]:
    """What ``re.compile`` hands to its engine."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(source, flags)
    state = parsed.state
    code = [int(each) for each in _compiler._code(parsed, flags)]
    names = dict(state.groupdict)
    places: list[str | None] = [None] * state.groups
    for name, number in names.items():
        places[number] = name
    return source, int(flags | state.flags), code, state.groups - 1, names, tuple(places)
