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
    """The expression, made of the code that was once made of it; compiled where it cannot be had so."""
    try:
        return _sre.compile(*kept("pattern", source, lambda: _code(source, flags), flags))
    except (ImportError, AttributeError, TypeError, RuntimeError):  # another Python keeps house otherwise
        return re.compile(source, flags)  # noqa: TID251


def _code(source: str | bytes, flags: int) -> tuple[Any, ...]:
    """What ``re.compile`` hands to its engine, and beside it the signs that a match can begin with.

    The engine passes over all others many times faster than it tries to match. It is told of them by the library only
    where an expression is one class and what follows, not where it looks behind first or has alternatives.
    """
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(source, flags)
    state = parsed.state
    flags |= state.flags
    code = [int(each) for each in _compiler._code(parsed, flags)]
    info, length, known, shortest, longest = code[:5]
    if shortest and not known and not flags & re.IGNORECASE and (signs := _first_signs(parsed)):
        classes: list[int] = []
        _compiler._compile_charset(_compiler._optimize_charset(signs)[0], flags, classes)
        told = (info, length + len(classes), _CHARSET, shortest, longest, *map(int, classes))
        code[: length + 1] = told
    names = dict(state.groupdict)
    places: list[str | None] = [None] * state.groups
    for name, number in names.items():
        places[number] = name
    return source, int(flags), code, state.groups - 1, names, tuple(places)


_CHARSET = 4
"""Says to the engine that classes follow (``SRE_INFO_CHARSET``)."""


def _first_signs(parsed: Any) -> list[Any]:
    """The classes of signs that a match of something parsed can begin with; none where they cannot be told."""
    signs: list[Any] = []
    for operation, value in parsed:
        least = 1
        match str(operation):
            case "AT" | "ASSERT" | "ASSERT_NOT":
                continue  # these take no sign
            case "LITERAL":
                signs.append((operation, value))
                return signs
            case "IN" if str(value[0][0]) != "NEGATE":
                signs += value
                return signs
            case "BRANCH":
                parts = value[1]
            case "SUBPATTERN" if not value[1] and not value[2]:
                parts = value[3:]
            case "MAX_REPEAT" | "MIN_REPEAT":
                least, parts = value[0], value[2:]
            case _:
                return []
        for part in parts:
            if not (first := _first_signs(part)):
                return []
            signs += first
        if least and all(part.getwidth()[0] for part in parts):
            return signs
    return signs
