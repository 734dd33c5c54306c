"""Scripts of the site as they are published: without what only their readers need, and modules joined.

The scripts are written as small modules with comments, which tests run as they are. A browser would ask for each of
them and load every comment, so they are published leaner. This is no parser: it goes by lines and relies on the
scripts' style (imports on one line, no text over several lines, no name twice at the top of joined modules), which
``tests/search`` holds them to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_COMMENT_LINE = re.compile(r"^\s*(?://.*|/\*\*.*|\*(?: .*)?|\*/)\n", re.MULTILINE)
_COMMENT_AT_END = re.compile(r" // [^\"'`\n]*$", re.MULTILINE)
_INDENT = re.compile(r"^ +", re.MULTILINE)
_BLANK = re.compile(r"\n{2,}")
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:const|class|function)\b)", re.MULTILINE)


def lean(script: str) -> str:
    """A script without its comments, indents and empty lines. A comment at the end of a line that has a quote stays."""
    return _BLANK.sub("\n", _INDENT.sub("", _COMMENT_AT_END.sub("", _COMMENT_LINE.sub("", script))))


def joined(modules: Mapping[str, str], entry: str) -> str:
    """One script for ``entry`` and all it imports, each module after those it needs. ``modules``: name → script."""
    order: dict[str, None] = {}

    def visit(name: str) -> None:
        for other in _IMPORT.findall(modules[name]):
            visit(other)
        order.setdefault(name)

    visit(entry)
    bare = {name: _IMPORT.sub("", modules[name]) for name in order}
    return "".join(script if name == entry else _EXPORT.sub("", script) for name, script in bare.items())
