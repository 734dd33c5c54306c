"""What a finished website is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, field
from typing import Any

from keikaku.dataclass import dataclass
from keikaku.outputs.lazy import LazyFiles


@dataclass(frozen=True, slots=True, kw_only=True)
class WebLink:
    """Words and an address relative to the site's root."""

    title: str
    url: str
    label: bool = False
    """The words are the interface's, not the plan's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageLink:
    """The way from a page to itself in a language."""

    language: str
    name: str
    """As its speakers call it."""
    href: str
    """Seen from the page."""
    current: bool
    """It is the language of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What a template made of a page."""

    body: str
    """Finished HTML, without the frame."""
    head: str
    """Finished HTML for the head: what the page tells machines of itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page, and what the frame around it needs. It is rendered when its body or its head is first asked for."""

    path: str
    """Relative to the site's root, with a final slash; home is empty."""
    kind: str
    """Name of its template: ``measure``, ``chapters``."""
    ref: str | None
    """The entry it is the page of."""
    title: str
    """Unique in the site, without the site's name."""
    description: str
    menu: str
    """Address of the list it belongs to, as in the menu: ``measures/``."""
    render: Callable[[], Rendered] = field(compare=False)
    """Renders it once, however often it is called (``functools.cache``)."""
    languages: tuple[LanguageLink, ...] = ()
    """Of a site in several, those that this page is there in, the original's first."""

    @property
    def body(self) -> str:
        """`Rendered.body`."""
        return self.render().body

    @property
    def head(self) -> str:
        """`Rendered.head`."""
        return self.render().head

    @property
    def meta(self) -> dict[str, Any]:
        """What the frame around the body reads."""
        return {
            "title": self.title,
            "description": self.description,
            "head": self.head,
            "path": self.path,
            "menu": self.menu,
            **({"languages": [asdict(link) for link in self.languages]} if self.languages else {}),
        }

    @property
    def source(self) -> str:
        """The name a generator reads it by: ``measures/mimamori/index.md``."""
        return f"{self.path}index.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What all pages share, as plain data: the theme's templates get nothing else."""

    site_name: str
    name_phrases: tuple[str, ...]
    """The same in pieces, between which a line may end."""
    description: str
    language: str
    """Of the plan's words."""
    labels: str
    """Of the interface's."""
    status: str
    date: str
    organisations: tuple[str, ...]
    menu: tuple[WebLink, ...]
    footer: tuple[WebLink, ...]
    words: Mapping[str, str]
    """The interface's words for header and footer."""
    unreviewed: str = ""
    """Told at the foot of every page: that nobody has looked over the interface's words yet."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """Styles and scripts: name → the name they are published under (``fingerprint.py``)."""
    others: tuple[WebLink, ...] = ()
    """Pages that are none of the plan's, of whoever runs the site."""
    faults: str = ""
    """Shown above every page while editing: what is wrong with the newest change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFrame:
    """``files``: name relative to the site's root → content."""

    frame: Frame
    pages: tuple[Page, ...]
    files: LazyFiles


def relative(here: str, url: str) -> str:
    """An address relative to the site's root, seen from the page at ``here``."""
    page, mark, anchor = url.partition("#")
    if page == here:
        return f"#{anchor}" if anchor else "./"
    if here and not page.startswith(here[: here.find("/") + 1]):  # most links lead to another list
        return f"{'../' * here.count('/')}{url}"
    # By hand: posixpath.relpath asks the system for the working folder, thousands of times a site.
    below, (*there, file) = here.split("/")[:-1], page.split("/")
    shared = 0
    while shared < min(len(below), len(there)) and below[shared] == there[shared]:
        shared += 1
    way = "/".join((*[".."] * (len(below) - shared), *there[shared:], file))
    return f"{way or './'}{mark}{anchor}"
