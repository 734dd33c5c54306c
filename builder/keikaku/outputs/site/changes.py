"""What has changed since a version published before: the page ``changes/``, and the same as news (Atom, RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import quote
from xml.etree import ElementTree as ET

from markupsafe import Markup

from keikaku.dataclass import dataclass
from keikaku.plan.model import Plan

CHANGES_PAGE = "changes/"
FEED = "changes.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChange:
    """What was and what is, each as finished HTML; empty where there is nothing.

    Without a ``remark`` nothing changed: the changes below belong to it.
    """

    new: Markup
    old: Markup
    remark: str
    tabular: bool = False
    """Whether there is a table in it, which may be wider than half the page, or all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPlace:
    """One place of the plan with its changes. ``ref``: the entry it is; empty for a list of several."""

    title: str
    ref: str
    changes: Sequence[ShownChange]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that changed. Without ``places`` nothing did, and ``counts`` says so."""

    since: str
    """The version before, as readers know it: ``素案（令和8年4月1日）``."""
    revision: str
    """The same as git or a folder names it."""
    counts: str
    places: Sequence[ChangedPlace]
    changed: date | None
    """The day of the newest change; None where nobody has recorded it."""


def has_feed(plan: Plan, changes: Changes) -> bool:
    """A feed names the address of the site and a day: both must be known."""
    return plan.site.url is not None and changes.changed is not None


def feed(plan: Plan, changes: Changes, title: str, about: str) -> bytes | None:
    """The changes as one piece of news, said again when more is changed; another version begins another piece.

    ``title``, ``about``: of the page. None where there is none (`has_feed`).
    """
    if plan.site.url is None or changes.changed is None:
        return None
    page = f"{plan.site.url}{CHANGES_PAGE}"
    updated = f"{changes.changed.isoformat()}T00:00:00+09:00"
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": plan.interface})

    def add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
        element = ET.SubElement(parent, name, attributes)
        element.text = text or None
        return element

    add(root, "id", page)
    add(root, "title", f"{plan.site.name} {title}")
    add(root, "updated", updated)
    add(root, "link", rel="self", href=f"{plan.site.url}{FEED}")
    add(root, "link", rel="alternate", href=page)
    for organisation in plan.organisations:
        add(add(root, "author"), "name", organisation)
    entry = add(root, "entry")
    add(entry, "id", f"{page}#since-{quote(changes.revision, safe='')}")
    add(entry, "title", about)
    add(entry, "updated", updated)
    add(entry, "link", rel="alternate", href=page)
    add(entry, "summary", changes.counts)
    ET.indent(root, " ")
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"
