"""What is made of the program's own text alone, kept from run to run where Python keeps its modules compiled.

Expressions, methods of data classes and the data of our own YAML files are the same in every run, and making them was a
fifth of ``keikaku check``. Each is known by the whole text it is made of and by the version of Python, so it can be
neither old nor another's. Nothing of a plan is kept here. The files may be deleted at any time; where they cannot be
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
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

_Value = TypeVar("_Value")
_Table = dict[tuple[str, str | bytes, int], bytes]

FOLDER = Path(__spec__.cached).parent if __spec__ and __spec__.cached else Path(__file__).parent / "__pycache__"
"""That of this module."""
_MOST = 3_000_000
"""Bytes of a file, five times a new one: who changes the program leaves old things behind, and begins anew then."""


def kept(kind: str, text: str | bytes, make: Callable[[], _Value], flags: int = 0, *, site: bool = False) -> _Value:
    """What ``make`` gives, as it was made before of the same ``text`` and ``flags``, a new copy each time.

    Only what ``marshal`` can write is kept: plain data, and code. ``site``: only sites need it, and it is large.
    """
    store = _SITE if site else _START
    key = (kind, text, flags)
    found = store.table.get(key)
    if found is not None:
        return marshal.loads(found)  # type: ignore[no-any-return]  # noqa: S302 - as Python reads its own modules
    value = make()
    with suppress(ValueError):
        store.table[key] = store.made[key] = marshal.dumps(value)  # type: ignore[arg-type]
    return value


def own_yaml(path: Path, *, site: bool = False) -> Any:
    """The data of one of the program's own YAML files. ``site``: as of ``kept``."""

    def load() -> Any:
        import yaml  # late: mostly the data is there

        return yaml.load(text, yaml.CSafeLoader)

    text = path.read_bytes()
    return kept("yaml", text, load, site=site)


class Store:
    """A file with things that are kept, read when the first of them is asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.made: _Table = {}
        """In this run."""

    @cached_property
    def table(self) -> _Table:
        """With what earlier runs have left; nothing where there is none, or it is damaged or of another Python."""
        with suppress(OSError, EOFError, ValueError, TypeError):
            content = self._path.read_bytes()
            if content[:4] == _sum(content[4:]):
                version, table = marshal.loads(content[4:])  # noqa: S302 - see above
                return table if version == sys.version else {}
        return {}

    def write(self) -> None:
        """Leave for later runs what was made in this one."""
        if not self.made or sys.dont_write_bytecode:
            return
        self.__dict__.pop("table", None)  # another run may have left something since
        content = _content({**self.table, **self.made})
        if len(content) > _MOST:
            content = _content(self.made)
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(_sum(content) + content)
            beside.replace(self._path)
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _content(table: _Table) -> bytes:
    return marshal.dumps((sys.version, table))


def _sum(content: bytes) -> bytes:
    return zlib.crc32(content).to_bytes(4)


_START = Store(FOLDER / f"kept-{sys.implementation.cache_tag}")
_SITE = Store(FOLDER / f"kept-site-{sys.implementation.cache_tag}")
for _store in (_START, _SITE):
    atexit.register(_store.write)
