"""What is made of the program's own text alone, kept from run to run where Python keeps its modules compiled.

Expressions, methods of data classes and the data of our own YAML files are the same in every run, and making them was a
fifth of ``keikaku check``. Each is known by the whole text it is made of and by the version of Python, so it can be
neither old nor another's. Nothing of a plan is kept here. The file may be deleted at any time; where it cannot be
written, or ``PYTHONDONTWRITEBYTECODE`` forbids it, everything is made anew.
"""

from __future__ import annotations

import atexit
import marshal
import os
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

_Value = TypeVar("_Value")
_Table = dict[tuple[str, str | bytes, int], bytes]

FOLDER = Path(__spec__.cached).parent if __spec__ and __spec__.cached else Path(__file__).parent / "__pycache__"
"""That of this module."""
_MOST = 2000
"""Things in the file; the program has some 600. Whoever changes it leaves old ones behind, and begins anew then."""


def kept(kind: str, text: str | bytes, make: Callable[[], _Value], flags: int = 0) -> _Value:
    """What ``make`` gives, as it was made before of the same ``text`` and ``flags``, a new copy each time.

    Only what ``marshal`` can write is kept: plain data, and code.
    """
    key = (kind, text, flags)
    found = _table.get(key)
    if found is not None:
        return marshal.loads(found)  # type: ignore[no-any-return]  # noqa: S302 - as Python reads its own modules
    value = make()
    with suppress(ValueError):
        _table[key] = _made[key] = marshal.dumps(value)  # type: ignore[arg-type]
    return value


def own_yaml(path: Path) -> Any:
    """The data of one of the program's own YAML files."""

    def load() -> Any:
        import yaml  # late: mostly the data is there

        return yaml.load(text, yaml.CSafeLoader)

    text = path.read_bytes()
    return kept("yaml", text, load)


def _read() -> _Table:
    """What earlier runs have left; nothing where there is none, or it is damaged or of another Python."""
    with suppress(OSError, EOFError, ValueError, TypeError):
        content = _PATH.read_bytes()
        if content[:4] == _sum(content[4:]):
            version, table = marshal.loads(content[4:])  # noqa: S302 - see above
            return table if version == sys.version else {}
    return {}


def _write() -> None:
    if not _made or sys.dont_write_bytecode:
        return
    table = {**_read(), **_made}  # another run may have left something since
    content = marshal.dumps((sys.version, table if len(table) <= _MOST else _made))
    beside = _PATH.with_name(f"{_PATH.name}.{os.getpid()}")
    with suppress(OSError):
        _PATH.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(_sum(content) + content)
        beside.replace(_PATH)
    with suppress(OSError):
        beside.unlink(missing_ok=True)


def _sum(content: bytes) -> bytes:
    return zlib.crc32(content).to_bytes(4)


_PATH = FOLDER / f"kept-{sys.implementation.cache_tag}"
_made: _Table = {}
"""In this run."""
_table = _read()
atexit.register(_write)
