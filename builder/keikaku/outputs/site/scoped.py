"""Style sheets of the pages for a frame that is not ours: they reach the bodies alone, and win against the frame's.

A sheet is written for a window that is all ours. Inside another frame a body has a part of the window only, the root
has another text size, the colours hang on another element, and the frame's own rules reach into the body. What follows
from that is done here to any sheet, so that whoever writes one need not think of it:

- every selector begins with ``SCOPE``, whose weight is above that of any theme's rules for text;
- what is said of the window (``html``, ``body``, ``main``) is left out; custom properties of ``:root`` are the scope's;
- the width of the window becomes the width of the body (``@container``);
- ``rem`` is counted anew, as the root's text is larger there;
- the frame says whether it is dark, not the system, and how long a line may be.

Only what our sheets use is read: rules, ``@media``, ``@container`` and ``@supports``; no nesting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from keikaku.patterns import regex

NAME = "keikaku"
"""The class of the element around a body."""
SCOPE = f".{NAME}.{NAME}.{NAME}"
"""Thrice: ``[dir=ltr] .md-typeset ul li`` of a theme weighs two classes and two elements."""
_DARK = "[data-md-color-scheme=slate]"
"""Stands above the body where Material is dark."""
_REM = 0.8
"""The root's text is 20 pixels there and not 16."""
_LONG_LINE = 40
"""In rem: a limit from here on is one of lines, which the frame knows better."""

_COMMENT = regex(r"/\*.*?\*/", re.DOTALL)
_BLOCK = regex(r"\s*([^{};]+)\{")
_WINDOW = regex(r"^(?:html|body|main)\b|^:root\b")
_NUMBER = regex(r"(?<![\w.-])(-?\d*\.?\d+)rem\b")
_LINE = regex(r"max-width:\s*([\d.]+)rem")
_WIDTH = regex(r"^\(\s*(?:min|max)-width\s*:")


def scoped(css: str, identity: str = "") -> str:
    """The sheet for bodies inside another frame. ``identity``: a further class of theirs, for what differs by plan."""
    return "".join(_rules(_COMMENT.sub("", css), f"{SCOPE}{identity}"))


def _rules(css: str, scope: str) -> Iterator[str]:
    at = 0
    while (found := _BLOCK.match(css, at)) is not None:
        end = _closing(css, found.end())
        head, inside = " ".join(found[1].split()), css[found.end() : end]
        at = end + 1
        if not head.startswith("@"):
            yield from _rule(head, inside, scope)
        elif "prefers-color-scheme" not in head:
            within = "".join(_rules(inside, scope))
            if within:
                yield _wrapped(head, within)


def _closing(css: str, at: int) -> int:
    """Where the block that has begun before ``at`` ends."""
    depth = 1
    for found in re.finditer(r'[{}]|"[^"]*"', css[at:]):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return at + found.start()
    raise ValueError("a block of a style sheet does not end")


def _rule(selectors: str, declarations: str, scope: str) -> Iterator[str]:
    listed = [" ".join(selector.split()) for selector in _split(selectors)]
    roots = [selector for selector in listed if selector.startswith(":root")]
    if roots:
        own = ";".join(part.strip() for part in declarations.split(";") if part.strip().startswith("--"))
        if own:
            dark = any("dark" in selector for selector in roots)
            yield f"{f'{_DARK} ' if dark else ''}{scope}{{{_counted(own)}}}"
        return
    inside = [_inside(selector, scope) for selector in listed]
    kept = [selector for selector in inside if selector]
    parts = (part.strip() for part in " ".join(declarations.split()).split(";"))
    text = "; ".join(part for part in parts if part and not _is_long_line(part))
    if kept and text:
        yield f"{','.join(kept)}{{{_counted(text)}}}"


def _is_long_line(declaration: str) -> bool:
    found = _LINE.fullmatch(declaration)
    return found is not None and float(found[1]) >= _LONG_LINE


def _inside(selector: str, scope: str) -> str:
    """The selector below the scope; empty where it is of the window alone."""
    if not _WINDOW.match(selector):
        return f"{scope} {selector}"
    first, _, rest = selector.partition(" ")
    if not rest:
        return ""
    return f"{first} {scope} {rest}" if first.startswith("html") else f"{scope} {rest}"


def _split(selectors: str) -> Iterator[str]:
    """Selectors between commas that stand in no brackets."""
    depth, begin = 0, 0
    for place, character in enumerate(selectors):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(character, 0)
        if character == "," and depth == 0:
            yield selectors[begin:place]
            begin = place + 1
    yield selectors[begin:]


def _wrapped(head: str, within: str) -> str:
    """An at-rule; of a query of the window, what asks for its width asks the body instead."""
    name, _, condition = head.partition(" ")
    if name != "@media":
        return f"{_counted(head)}{{{within}}}"
    parts = re.split(r"\s+and\s+", condition)
    widths = [part for part in parts if _WIDTH.match(part)]
    others = [part for part in parts if part not in widths]
    if widths:
        within = f"@container {NAME} {_counted(' and '.join(widths))}{{{within}}}"
    return f"@media {' and '.join(others)}{{{within}}}" if others else within


def _counted(text: str) -> str:
    return _NUMBER.sub(lambda found: f"{round(float(found[1]) * _REM, 4):g}rem", text)
