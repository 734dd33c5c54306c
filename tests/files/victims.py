"""Folders that nothing may happen to: what is in them before and after, links as links."""

from __future__ import annotations

from pathlib import Path


def state(folder: Path) -> dict[str, bytes | str | None]:
    """Path → content of a file, target of a link, None for a folder."""
    return {
        path.relative_to(folder).as_posix(): str(path.readlink())
        if path.is_symlink()
        else path.read_bytes()
        if path.is_file()
        else None
        for path in sorted(folder.rglob("*"))
    }
