"""Files that are made when they are first read: a build reads all of them, a preview those that a browser asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial


class LazyFiles(Mapping[str, bytes]):
    """Name → content. Which names there are is known without making any.

    What a file was made of is let go when it has been made.
    """

    def __init__(self, makers: Mapping[str, Callable[[], bytes]]) -> None:
        self._files: dict[str, bytes | Callable[[], bytes]] = {**makers}

    @classmethod
    def of(cls, *several: Mapping[str, bytes]) -> LazyFiles:
        """The files of all these mappings, of which a later one wins; none is made."""
        return cls({name: partial(files.__getitem__, name) for files in several for name in files})

    def only(self, wanted: Callable[[str], bool]) -> LazyFiles:
        """The files with these names; none is made."""
        return LazyFiles({name: partial(self.__getitem__, name) for name in self if wanted(name)})

    def __getitem__(self, name: str) -> bytes:
        content = self._files[name]
        if not isinstance(content, bytes):
            content = self._files[name] = content()
        return content

    def __contains__(self, name: object) -> bool:
        return name in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)
