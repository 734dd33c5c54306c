"""Check a finished site: every link and every anchor inside it leads somewhere, and no id stands twice on a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from keikaku.catalogue import Catalogue
from keikaku.dataclass import dataclass
from keikaku.outputs.site.not_found import NOT_FOUND
from keikaku.outputs.tags import counted_tags

_say = Catalogue(__file__)


@dataclass(frozen=True, slots=True, order=True)
class BrokenLink:
    """``page`` (a file under the site) has a fault: a link to nowhere, or an id that stands twice."""

    page: str
    target: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Page:
    ids: Counter[str]
    links: tuple[str, ...]
    """Each once."""


def _read(html: str) -> _Page:
    ids: Counter[str] = Counter()
    links: dict[str, None] = {}
    for tag, count in counted_tags(html):
        attributes = tag.attributes
        if id := attributes.get("id"):
            ids[id] += count
        for name in ("href", "src"):
            if (link := attributes.get(name)) and tag.name != "base":
                links[link] = None
    return _Page(ids, tuple(links))


def broken_links(site: Path) -> tuple[BrokenLink, ...]:
    """Read every HTML file under ``site``; links out of the site are not followed."""
    paths = sorted(site.rglob("*.html"))
    read = {path.relative_to(site).as_posix(): _read(path.read_bytes().decode()) for path in paths}
    is_file = cache(lambda name: (site / name).is_file())  # pages share most of what they link to
    found: set[BrokenLink] = set()
    for name, page in read.items():
        found.update(BrokenLink(name, f"#{id}", str(_say("id-twice"))) for id, count in page.ids.items() if count > 1)
        if name == NOT_FOUND:
            continue  # served from any address: its links begin at the root
        for link in page.links:
            fault = _fault(name, link, read, is_file)
            if fault:
                found.add(BrokenLink(name, link, fault))
    return tuple(sorted(found))


@lru_cache(maxsize=8192)  # pages of one list have the same links beside them
def _parts(link: str) -> tuple[bool, str, str]:
    """Whether it leads out of the site; its path and its place, both as they are meant."""
    parts = urlsplit(link)
    return bool(parts.scheme or parts.netloc), unquote(parts.path), unquote(parts.fragment)


def _fault(page: str, link: str, read: Mapping[str, _Page], is_file: Callable[[str], bool]) -> str | None:
    is_foreign, path, place = _parts(link)
    if is_foreign:
        return None
    target = page
    if path:
        base = path.lstrip("/") if path.startswith("/") else f"{page.rpartition('/')[0]}/{path}"
        target = normpath(base).lstrip("/")
        index = f"{'' if target == '.' else target}/index.html".lstrip("/")
        if index in read or path.endswith("/"):
            target = index
        if target not in read and not is_file(target):
            return str(_say("no-file"))
    if place and target in read and place not in read[target].ids:
        return str(_say("no-place"))
    return None
