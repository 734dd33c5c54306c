"""Lets the environment be moved and copied with its folder: it finds its program by where it stands itself.

pip and venv write the path of this very folder into the environment. A copy of the folder would run the program that it
was copied from, and a renamed one nothing at all. usage: .venv/bin/python .ci/movable.py
"""

from __future__ import annotations

import os
import re
import sys
import sysconfig
from pathlib import Path

PREFIX = Path(sys.prefix)
LIBRARY = Path(sysconfig.get_path("purelib"))
BUILDER = Path(__file__).resolve().parents[1] / "builder"

# `-P`: nothing that lies in the folder somebody stands in takes the place of a package.
LAUNCHER = """#!/bin/sh
exec "$(dirname "$(readlink -f "$0" 2>/dev/null || echo "$0")")/python" -P -m keikaku "$@"
"""
# Bash and zsh know which file they are reading; other shells are taken to stand in the folder.
HERE = '"$(p="${BASH_SOURCE:-$0}"; [ -f "$p" ] || p=.venv/bin/activate; cd "$(dirname "$p")/.." && pwd)"'

PLACE = re.compile(r"^(\s*(?:export )?VIRTUAL_ENV=)[\"']?/.*$", re.MULTILINE)


def put(path: Path, text: str, mode: int = 0o644) -> None:
    """A new file in place of the old one, which a copy made of hard links would share."""
    new = path.with_name(f"{path.name}.new")
    new.write_text(text, "utf-8")
    new.chmod(mode)
    new.replace(path)


def main() -> None:
    """Write anew what names the place of the environment."""
    [path] = LIBRARY.glob("*keikaku*.pth")
    put(path, os.path.relpath(BUILDER, LIBRARY) + "\n")
    put(PREFIX / "bin" / "keikaku", LAUNCHER, 0o755)
    activate = PREFIX / "bin" / "activate"
    put(activate, PLACE.sub(lambda found: f"{found[1]}{HERE}", activate.read_text("utf-8")))
    for other in ("activate.csh", "activate.fish", "Activate.ps1"):  # would lead a copy to where it was copied from
        (PREFIX / "bin" / other).unlink(missing_ok=True)


if __name__ == "__main__":
    main()
