"""Scripts and styles of the site as they are published: modules joined, without what only their readers need.

The scripts are written as small modules with comments, which tests run as they are. A browser would ask for each of
them and load every comment. Joining goes by lines and relies on the scripts' style (imports on one line, no name
twice at the top of the joined modules), which ``tests/search`` holds them to. Names are made short by ``short_names``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import rjsmin

from keikaku.kept import kept
from keikaku.outputs.short_names import with_short_names
from keikaku.patterns import regex

_IMPORT = regex(r'^import \{[^}]*\} from "(?:\./|\.\./[\w-]+/)([\w-]+)\.js";\n', re.MULTILINE)
_EXPORT = regex(r"^export (?=(?:async )?(?:const|class|function) (\w+))", re.MULTILINE)

_STYLE_COMMENT = regex(r"""("[^"\n]*"|'[^'\n]*')|\s*/\*.*?\*/""", re.DOTALL)
_STYLE_INDENT = regex(r"\n\s+")


def minify(script: str) -> str:
    """A script without its comments and the spaces that mean nothing."""
    return str(rjsmin.jsmin(script))


def minify_style(style: str) -> str:
    """A style without its comments and indentation; what is quoted stays."""
    return _STYLE_INDENT.sub("\n", _STYLE_COMMENT.sub(lambda found: found[1] or "", style))


def published(modules: Mapping[str, str], entry: str, part: str = "siteSearch") -> str:
    """The script of ``bundle`` as a browser gets it; kept, so what is a plan's is better put in later."""
    whole = bundle(modules, entry, part)
    return kept("script", whole, lambda: with_short_names(minify(whole)), site=True)


def bundle(modules: Mapping[str, str], entry: str, part: str = "siteSearch") -> str:
    """One classic script for ``entry`` and all it imports, each after those it needs. ``modules``: name → script.

    What ``entry`` exports is added to the global ``part``. Modules themselves are not published: a page that
    is opened from a folder may load none, and workers of older browsers are none.
    """
    order: dict[str, None] = {}

    def visit(name: str) -> None:
        for other in _IMPORT.findall(modules[name]):
            visit(other)
        order.setdefault(name)

    visit(entry)
    exported = [found[1] for found in _EXPORT.finditer(modules[entry])]
    bare = "".join(_EXPORT.sub("", _IMPORT.sub("", modules[name])) for name in order)
    handed = f"Object.assign((globalThis.{part} ??= {{}}), {{ {', '.join(exported)} }});\n" if exported else ""
    return f'(() => {{\n"use strict";\n{bare}{handed}}})();\n'
