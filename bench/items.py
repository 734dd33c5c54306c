"""The plan's entries as items of other tools: Doorstop, StrictDoc and Sphinx-Needs, each in its own kind of files.

Every entry with words becomes one item with these words and a link to the entry it stands in. That is the part of a
plan all of them can hold; what they cannot (actors, cross-listings, numbers, print) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from keikaku.plan.outline import Outline


@dataclass(frozen=True, slots=True)
class Item:
    uid: str
    """Letters, digits and hyphens; begins with the prefix of its kind: ``ACT001``."""
    kind: str
    title: str
    text: str
    parent: str | None
    """Uid of an item before it."""


def items_of(outline: Outline) -> tuple[Item, ...]:
    """In the order of the plan."""
    texts: dict[str, list[str]] = {}
    for line in outline.lines:
        texts.setdefault(line.entry, []).append(line.text)
    made: dict[str, Item] = {}
    for entry in outline.entries.values():
        if entry.ref == "plan":
            continue
        parent = made.get(entry.parent or "")
        made[entry.ref] = Item(
            uid=f"{'ACT' if entry.kind == 'action' else 'PLAN'}{len(made) + 1:06}",
            kind=entry.kind,
            title=re.sub(r"\s+", " ", entry.label).strip() or entry.ref,
            text="\n\n".join(texts.get(entry.ref, ())) or entry.title or entry.ref,
            parent=parent.uid if parent is not None else None,
        )
    return tuple(made.values())


def write_doorstop(items: Sequence[Item], folder: Path) -> None:
    """Two documents, actions below the rest; one YAML file an item, as ``doorstop add`` writes it."""
    for prefix, parent in (("PLAN", None), ("ACT", "PLAN")):
        settings = ["settings:", "  digits: 6", f"  prefix: {prefix}", "  sep: ''"]
        settings += [f"  parent: {parent}"] if parent else []
        below = folder / prefix.lower()
        below.mkdir(parents=True)
        (below / ".doorstop.yml").write_text("\n".join(settings) + "\n", "utf-8")
        for level, item in enumerate((item for item in items if item.uid.startswith(prefix)), 1):
            links = f"links:\n- {item.parent}\n" if item.parent else "links: []\n"
            text = "".join(f"  {line}\n" for line in item.text.splitlines())
            (below / f"{item.uid}.yml").write_text(
                f"active: true\nderived: false\nheader: |\n  {item.title}\nlevel: 1.1.{level}\n{links}"
                f"normative: true\nref: ''\nreviewed: null\ntext: |\n{text}",
                "utf-8",
            )


def write_strictdoc(items: Sequence[Item], folder: Path) -> None:
    """A document for each kind."""
    folder.mkdir(parents=True)
    for kind in dict.fromkeys(item.kind for item in items):
        lines = ["[DOCUMENT]", f"TITLE: {kind}", ""]
        for item in items:
            if item.kind == kind:
                lines += ["[REQUIREMENT]", f"UID: {item.uid}", f"TITLE: {item.title}", "STATEMENT: >>>"]
                lines += [item.text.replace("<<<", "").replace(">>>", ""), "<<<"]
                lines += ["RELATIONS:", "- TYPE: Parent", f"  VALUE: {item.parent}"] if item.parent else []
                lines.append("")
        (folder / f"{kind}.sdoc").write_text("\n".join(lines), "utf-8")


def write_sphinx_needs(items: Sequence[Item], folder: Path) -> None:
    """A page for each kind."""
    folder.mkdir(parents=True)
    kinds = list(dict.fromkeys(item.kind for item in items))
    (folder / "conf.py").write_text(
        "project = 'plan'\nextensions = ['sphinx_needs']\nlanguage = 'ja'\nneeds_id_regex = '^[A-Z0-9]+$'\n", "utf-8"
    )
    contents = "".join(f"   {kind}\n" for kind in kinds)
    (folder / "index.rst").write_text(f"plan\n====\n\n.. toctree::\n\n{contents}", "utf-8")
    for kind in kinds:
        parts = [f"{kind}\n{'=' * len(kind)}\n"]
        for item in items:
            if item.kind == kind:
                links = f"   :links: {item.parent}\n" if item.parent else ""
                text = "".join(f"   {_escaped(line)}\n" if line else "\n" for line in item.text.splitlines())
                parts.append(f".. req:: {_escaped(item.title)}\n   :id: {item.uid}\n{links}\n{text}")
        (folder / f"{kind}.rst").write_text("\n".join(parts), "utf-8")


def _escaped(text: str) -> str:
    return re.sub(r"([\\*`|_])", r"\\\1", text)
