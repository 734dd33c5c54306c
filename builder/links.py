"""Check a finished site: every link and every anchor inside it leads somewhere, and no id stands twice on a page."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True, order=True)
class BrokenLink:
    """``page`` (a file under the site) has a fault: a link to nowhere, or an id that stands twice."""

    page: str
    target: str
    reason: str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            elif name in ("href", "src") and value and tag != "base":
                self.links.append(value)


def broken_links(site: Path) -> tuple[BrokenLink, ...]:
    """Read every HTML file under ``site``; links out of the site are not followed."""
    read: dict[str, _Reader] = {}
    for path in sorted(site.rglob("*.html")):
        reader = _Reader()
        reader.feed(path.read_text("utf-8"))
        read[path.relative_to(site).as_posix()] = reader
    found: set[BrokenLink] = set()
    for page, reader in read.items():
        for id in {id for id in reader.ids if reader.ids.count(id) > 1}:
            found.add(BrokenLink(page, f"#{id}", "id が2回"))
        if page == "404.html":
            continue  # served from any address: its links begin at the root
        for link in reader.links:
            fault = _fault(site, page, link, read)
            if fault:
                found.add(BrokenLink(page, link, fault))
    return tuple(sorted(found))


def _fault(site: Path, page: str, link: str, read: dict[str, _Reader]) -> str | None:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    target = page
    if parts.path:
        base = parts.path.lstrip("/") if parts.path.startswith("/") else f"{page.rpartition('/')[0]}/{parts.path}"
        target = normpath(unquote(base)).lstrip("/")
        if parts.path.endswith("/") or target in (".", "") or (site / target).is_dir():
            target = normpath(f"{target}/index.html").lstrip("/")
        if target not in read and not (site / target).is_file():
            return "行き先のファイルがない"
    if parts.fragment and target in read and unquote(parts.fragment) not in read[target].ids:
        return "行き先の場所がない"
    return None
