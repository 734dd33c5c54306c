"""The fonts of the print draft: BIZ UD where installed, else the pair that comes with the package.

Found by looking into the folders where Linux, macOS and Windows (from within WSL, too) keep fonts, without any system
library, so that the same files give the same bytes on every machine.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from keikaku.dataclass import dataclass
from keikaku.patterns import regex

_NAMES = ("BIZUDGothic-Regular", "BIZUDGothic-Bold", "BIZUDMincho-Regular", "BIZUDPMincho-Regular", "BIZUDPGothic-Bold")
"""The faces the print draft is set in, as their files are named by the foundry and by Debian."""
_COLLECTIONS = ("BIZ-UDGothicR", "BIZ-UDGothicB", "BIZ-UDMinchoM")
"""The same faces as Windows ships them, several to a file; WSL sees them as files of another disk."""
_OF_WINDOWS = (("WINDIR", "Fonts"), ("LOCALAPPDATA", "Microsoft", "Windows", "Fonts"))
"""Variables of Windows and where below them fonts lie: those of the machine, those a person has added."""
_FILE = regex(r"(BIZ-?UD[A-Za-z-]+)\.(ttf|otf|ttc)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FontSet:
    """Fonts for running text (``serif``) and for headings (``sans``): families, the first that has a glyph wins.

    ``latin``: families for Latin letters and digits only, proportional where the Japanese ones are fixed in width.
    """

    serif: tuple[str, ...]
    sans: tuple[str, ...]
    serif_latin: str | None
    sans_latin: str | None
    folders: tuple[Path, ...]
    files: tuple[tuple[Path, ...], ...]
    """The files behind each face: a character with no glyph in one of these groups cannot be printed in that face."""
    replaced: bool
    """BIZ UD was not found: there is no bold, and lines break elsewhere."""

    @property
    def notice(self) -> str:
        """What whoever prints should know; empty where all is as it should be."""
        if not self.replaced:
            return ""
        wanted, used = "BIZ UDゴシック・BIZ UD明朝", "・".join((*self.sans, *self.serif))
        return f"{wanted}が見つからないため、印刷版を {used}（太字なし）で作りました。"


def font_folders() -> tuple[Path, ...]:
    """The folders that may hold fonts, on whatever system this is, existing or not."""
    home = Path("~")
    with suppress(RuntimeError):  # a user without a home (in a container, say) has no fonts of their own
        home = home.expanduser()
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local/share/fonts",
        home / ".fonts",
        Path("/Library/Fonts"),
        Path("/System/Library/Fonts"),
        home / "Library/Fonts",
        Path("/mnt/c/Windows/Fonts"),
        *(Path(os.environ[name], *below) for name, *below in _OF_WINDOWS if os.environ.get(name)),
    )


def find_fonts(folders: Iterable[Path]) -> FontSet:
    """BIZ UD from ``folders``, backed by the package's Noto for rare characters; Noto alone where it is not there."""
    spare = _packaged()
    found = {match[1].lower(): path for path in _files(folders) if (match := _FILE.fullmatch(path.name))}
    named = [found[name.lower()] for name in _NAMES if name.lower() in found]
    collected = [found[name.lower()] for name in _COLLECTIONS if name.lower() in found]
    files = named if len(named) == len(_NAMES) else collected if len(collected) == len(_COLLECTIONS) else []
    parents = tuple(dict.fromkeys(path.parent for path in (*files, *spare)))
    serif, sans = spare
    if not files:
        return FontSet(
            serif=("Noto Serif JP",),
            sans=("Noto Sans JP",),
            serif_latin=None,
            sans_latin=None,
            folders=parents,
            files=((serif,), (sans,)),
            replaced=True,
        )
    return FontSet(
        serif=("BIZ UDMincho", "Noto Serif JP"),
        sans=("BIZ UDGothic", "Noto Sans JP"),
        serif_latin="BIZ UDPMincho",
        sans_latin="BIZ UDPGothic",
        folders=parents,
        # Letters that the proportional faces lack are taken from these.
        files=tuple((path, serif if "Mincho" in path.name else sans) for path in files if "UDP" not in path.name),
        replaced=False,
    )


def _files(folders: Iterable[Path]) -> list[Path]:
    return sorted(path for folder in folders if folder.is_dir() for path in folder.rglob("BIZ*"))


def _packaged() -> tuple[Path, Path]:
    import pylopdf_fonts_jp  # imported late: only what prints needs it

    folder = Path(pylopdf_fonts_jp.__file__).parent
    return (folder / "NotoSerifJP-Regular.otf", folder / "NotoSansJP-Regular.otf")
