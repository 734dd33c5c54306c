"""Styles, scripts and data named by a hash of their content: ``assets/plan.css`` → ``assets/plan.1f0c….css``.

A page asks for just the parts it was built with, whatever a cache between server and reader has kept of another
version; and who has a part need never ask for it again. Names and not queries (``plan.css?v=…``): some caches pass over
queries, and a server that is one version behind would put its old part under the new name for good.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from keikaku.patterns import regex

_DIGITS = 12
"""Hexadecimal ones; ``hosting/`` and the service worker know such a name by them."""
_NAMED = regex(r"""(["'`])(\./)?([\w-]+\.(?:css|js|json))\1""")


def fingerprinted(files: Mapping[str, bytes]) -> tuple[Mapping[str, bytes], Mapping[str, str]]:
    """The files under their new names, and name → new name.

    A script that names a file beside it, as a string of its own (``"./words.js"``), gets its new name; so its own
    changes with that of any file it leads to.
    """
    made: dict[str, bytes] = {}
    names: dict[str, str] = {}

    def name(old: str) -> str:
        if old not in names:
            path = PurePosixPath(old)
            content = files[old]
            if path.suffix == ".js":
                content = _NAMED.sub(lambda found: _renamed(found, path), content.decode("latin-1")).encode("latin-1")
            digest = hashlib.sha256(content).hexdigest()[:_DIGITS]
            names[old] = path.with_name(f"{path.stem}.{digest}{path.suffix}").as_posix()
            made[names[old]] = content
        return names[old]

    def _renamed(found: re.Match[str], script: PurePosixPath) -> str:
        other = script.with_name(found[3]).as_posix()
        if other == script.as_posix() or other not in files:
            return found[0]
        return f"{found[1]}{found[2] or ''}{PurePosixPath(name(other)).name}{found[1]}"

    for old in sorted(files):
        name(old)
    return made, names
