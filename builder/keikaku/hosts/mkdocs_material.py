"""What a plan needs of Material's frame: its settings where the site is the plan's, and what is put into its pages."""

from __future__ import annotations

import os
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from keikaku.messages import main_subtag
from keikaku.outputs.site import Frame

_AS_IT_COMES: dict[str, Any] = {
    "language": "en",
    "features": [],
    "font": {"text": "Roboto", "code": "Roboto Mono"},
    "favicon": "assets/images/favicon.png",
}
"""Settings of a theme of Material in which nothing was set."""
_FEATURES = [
    "navigation.tabs",
    "navigation.indexes",
    "navigation.prune",
    "navigation.footer",
    "navigation.top",
    "toc.follow",
    "content.tooltips",
]
_UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
"""Of Material's own search."""


def set_frame(config: MkDocsConfig, frame: Frame) -> None:
    """Settings for a site that is a plan's, where ``mkdocs.yml`` does not say otherwise.

    Nothing is fetched from elsewhere (fonts), both palettes are there, and the navigation is pruned, or each page would
    carry that of all others.
    """
    words = frame.words
    palette = [
        _palette("default", "light", "material/weather-night", words["theme_dark"]),
        _palette("slate", "dark", "material/weather-sunny", words["theme_light"]),
    ]
    ours = {
        "language": _language(frame.labels, config.theme.dirs),
        "features": _FEATURES,
        "font": False,
        "favicon": "favicon.svg",
    }
    theme = config.theme
    for name, value in {**ours, "palette": palette}.items():
        if theme.get(name) == _AS_IT_COMES.get(name):
            theme[name] = value
    if config.copyright is None:
        status = f"{words['status_before']}{frame.status}{words['status_after']}"
        parts = (status, *frame.organisations, frame.date, *([frame.unreviewed] if frame.unreviewed else []))
        config.copyright = " ".join(f"<span>{escape(part)}</span>" for part in parts)


def _language(labels: str, folders: Iterable[str]) -> str:
    """The language of Material's own words: that of ours, or of its kind (``zh`` for ``zh-Hans``), or English."""
    tables = [Path(folder, "partials/languages") for folder in folders]
    tags = (labels, main_subtag(labels))
    return next((tag for tag in tags if any((table / f"{tag}.html").exists() for table in tables)), "en")


def _palette(scheme: str, brightness: str, icon: str, name: str) -> dict[str, Any]:
    media = f"(prefers-color-scheme: {brightness})"
    toggle = {"icon": icon, "name": name}
    return {"media": media, "scheme": scheme, "primary": "custom", "accent": "custom", "toggle": toggle}


def is_unused(name: str) -> bool:
    """Whether a published file of Material is of its own search, or a map for its authors."""
    return name.startswith(_UNUSED) or (name.startswith("assets/") and name.endswith(".map"))


def without_hidden(theme: Theme) -> None:
    """Let MkDocs not look at 14,000 icons, of which it publishes none, to see what else a theme holds."""
    usual = theme.get_env

    def get_env() -> Environment:
        env = usual()
        env.loader = _Shown(theme.dirs)
        return env

    theme.get_env = get_env  # type: ignore[method-assign]


class _Shown(FileSystemLoader):
    """Lists all but what is in hidden folders; MkDocs passes over that too, name by name."""

    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for top in self.searchpath:
            for folder, below, names in os.walk(top, followlinks=self.followlinks):
                below[:] = [name for name in below if not name.startswith(".")]
                found.update(Path(folder, name).relative_to(top).as_posix() for name in names)
        return sorted(found)


_HEADER = '<nav class="md-header__inner'
_ARTICLE = '<article class="md-content__inner md-typeset">'
_BANNER = '<div data-md-component="announce">'
_ICON = (
    '<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false"><path d="M10 2a8 8 0 1 0 4.9'
    ' 14.3l5.4 5.4 1.4-1.4-5.4-5.4A8 8 0 0 0 10 2m0 2a6 6 0 1 1 0 12 6 6 0 0 1 0-12"/></svg>'
)


def with_search(html: str, address: str, words: str) -> str:
    """The page with the way to our search in its header."""
    start = html.find(_HEADER)
    end = html.find("</nav>", start)
    source = html.find('<div class="md-header__source">', start, end)
    place = source if source > 0 else end
    if start < 0 or place < 0:
        return html
    link = f'<a class="keikaku-search search-open" href="{escape(address)}">{_ICON}<span>{escape(words)}</span></a>'
    return f"{html[:place]}{link}{html[place:]}"


def with_beside(html: str, wrapper: str, language: str, copied: str) -> str:
    """The page with a place for what our scripts show beside it, which a change of page leaves alone."""
    attributes = f'class="{wrapper} keikaku-beside" lang="{escape(language)}" data-copied="{escape(copied)}"'
    return html.replace("</body>", f"<div {attributes}></div>\n</body>")


def with_furigana(html: str, switch: str, wrapper: str, language: str) -> str:
    """The page with the switch for ふりがな above its body. ``language``: of its words."""
    tools = f'<div class="{wrapper} keikaku-tools" lang="{escape(language)}">{switch}</div>'
    return html.replace(_ARTICLE, f"{_ARTICLE}{tools}", 1)


def with_faults(html: str, words: str, faults: str) -> str:
    """The page with what is wrong with the newest change above all else."""
    box = f'<div class="keikaku-faults" role="alert"><p>{escape(words)}</p><pre>{escape(faults)}</pre></div>'
    return html.replace(_BANNER, f"{box}{_BANNER}", 1)


def asking_nobody(html: str) -> str:
    """The page with the way to the repository, whose forge Material would ask how many stars it has."""
    return html.replace(' data-md-component="source"', "")
