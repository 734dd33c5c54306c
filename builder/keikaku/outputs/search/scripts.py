"""Scripts of the site as they are published: modules joined, without what only their readers need.

The scripts are written as small modules with comments, which tests run as they are. A browser would ask for each of
them and load every comment. Joining goes by lines and relies on the scripts' style (imports on one line, no name
twice at the top of joined modules), which ``tests/search`` holds them to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import rjsmin

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:const|class|function)\b)", re.MULTILINE)


def lean(script: str) -> str:
    """A script without its comments and the spaces that mean nothing."""
    return str(rjsmin.jsmin(script))


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
