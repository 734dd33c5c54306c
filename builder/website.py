"""The website as a whole: what is made before the pages, and what is done to the finished folder after them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from builder.index import PlanIndex
from builder.outline import Outline
from builder.pipeline import TEMPLATE_FOLDER, outline_of
from builder.site import Site, site


@dataclass(frozen=True, slots=True, kw_only=True)
class Website:
    """Everything a host needs to write a site."""

    outline: Outline
    site: Site
    url: str | None
    """Where it will be published, with a final slash."""


def website(index: PlanIndex) -> Website:
    """Make the website of a sound plan; nothing is written."""
    outline = outline_of(index)
    return Website(outline=outline, site=site(outline, TEMPLATE_FOLDER), url=index.plan.site.url)


FINISHING: tuple[Callable[[Website, Path], None], ...] = ()
"""What is done to the folder after the generator, whichever it was, in this order."""


def finish(made: Website, folder: Path) -> None:
    """Run every step over the finished folder."""
    for step in FINISHING:
        step(made, folder)
