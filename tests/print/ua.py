"""The rules of PDF/UA-1 (ISO 14289-1) for the structures that print uses, as veraPDF's published profile states them.

The checker of `test_document` covers a sixth of that profile, and no rule about what stands in what. Each rule here
bears its number in the profile (clause-test). What they are asked of is a plain tree, so that for each of them a wrong
one can be made.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

STANDARD = frozenset(
    [
        *(
            "Document",
            "Part",
            "Art",
            "Sect",
            "Div",
            "BlockQuote",
            "Caption",
            "TOC",
            "TOCI",
            "Index",
            "NonStruct",
            "Private",
        ),
        *("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody"),
        *("Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"),
        *("Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP"),
        *("Warichu", "WT", "WP", "Figure", "Formula", "Form"),
    ]
)
"""Structure types of ISO 32000-1, 14.8.4."""


@dataclass
class Element:
    """A structure element: its standard type, what it says of itself, and what stands in it."""

    role: str
    below: list[Element] = field(default_factory=list)
    entries: Mapping[str, Any] = field(default_factory=dict)
    """Of its dictionary (Alt, ID, …) and of its attributes (Scope, ColSpan, RowSpan)."""
    linked: int = 0
    """How many link annotations are its content."""

    def all(self) -> Iterator[Element]:
        yield self
        for element in self.below:
            yield from element.all()


def _kids(element: Element) -> list[str]:
    return [kid.role for kid in element.below]


def _only(*roles: str) -> Callable[[Element], bool]:
    return lambda element: set(_kids(element)) <= set(roles)


def _at_most_one(role: str) -> Callable[[Element], bool]:
    return lambda element: _kids(element).count(role) <= 1


def _caption_outside(element: Element) -> bool:
    return "Caption" not in _kids(element)[1:-1]


def _caption_first(element: Element) -> bool:
    return "Caption" not in _kids(element)[1:]


def _body_with(role: str) -> Callable[[Element], bool]:
    return lambda element: role not in _kids(element) or "TBody" in _kids(element)


def _says(*names: str) -> Callable[[Element], bool]:
    return lambda element: any(element.entries.get(name) for name in names)


KIDS: Mapping[str, tuple[str, Callable[[Element], bool]]] = {
    "7.2-3": ("Table", _only("TR", "THead", "TBody", "TFoot", "Caption")),
    "7.2-10": ("TR", _only("TH", "TD")),
    "7.2-11": ("Table", _at_most_one("THead")),
    "7.2-12": ("Table", _at_most_one("TFoot")),
    "7.2-13": ("Table", _body_with("TFoot")),
    "7.2-14": ("Table", _body_with("THead")),
    "7.2-16": ("Table", _caption_outside),
    "7.2-19": ("L", _only("L", "LI", "Caption")),
    "7.2-20": ("LI", _only("Lbl", "LBody")),
    "7.2-27": ("TOC", _only("TOC", "TOCI", "Caption")),
    "7.2-28": ("TOC", _caption_first),
    "7.2-36": ("THead", _only("TR")),
    "7.2-37": ("TBody", _only("TR")),
    "7.2-38": ("TFoot", _only("TR")),
    "7.2-39": ("Table", _at_most_one("Caption")),
    "7.2-40": ("L", _caption_first),
    "7.3-1": ("Figure", _says("Alt", "ActualText")),
    "7.7-1": ("Formula", _says("Alt", "ActualText")),
    "7.9-1": ("Note", _says("ID")),
    "7.4.4-1": ("", _at_most_one("H")),
}
"""Rule → the elements it is about (empty: all), and what holds of each."""

PARENTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "7.2-4": ("TR", ("Table", "THead", "TBody", "TFoot")),
    "7.2-5": ("THead", ("Table",)),
    "7.2-6": ("TBody", ("Table",)),
    "7.2-7": ("TFoot", ("Table",)),
    "7.2-8": ("TH", ("TR",)),
    "7.2-9": ("TD", ("TR",)),
    "7.2-17": ("LI", ("L",)),
    "7.2-18": ("LBody", ("LI",)),
    "7.2-26": ("TOCI", ("TOC",)),
}
"""Rule → the elements it is about, and where they may stand."""


def violations(root: Element) -> list[str]:
    """The rules that a tree breaks, each as often as it does."""
    found = []
    for element in root.all():
        found += [rule for rule, (role, holds) in KIDS.items() if role in ("", element.role) and not holds(element)]
        for kid in element.below:
            found += [rule for rule, (role, above) in PARENTS.items() if kid.role == role and element.role not in above]
    found += ["7.1-5" for element in root.all() if element.role not in STANDARD]
    notes = Counter(str(element.entries.get("ID")) for element in root.all() if element.role == "Note")
    found += ["7.9-2" for count in notes.values() if count > 1]
    found += _headings(root)
    for table in root.all():
        if table.role == "Table":
            found += _grid(table)
    return sorted(found)


def _headings(root: Element) -> list[str]:
    levels = [int(element.role[1]) for element in root.all() if re.fullmatch("H[1-6]", element.role)]
    skipped = ["7.4.2-1" for before, level in zip([0, *levels], levels, strict=False) if level > before + 1]
    both = levels and any(element.role == "H" for element in root.all())
    return skipped + ["7.4.4-2"] * bool(both)


def _grid(table: Element) -> list[str]:
    """Cells fill a rectangle without gaps, and each is below or beside a head."""
    rows = [element for element in table.all() if element.role == "TR"]
    taken: dict[tuple[int, int], Element] = {}
    found = []
    for y, row in enumerate(rows):
        x = 0
        for cell in row.below:
            while (y, x) in taken:
                x += 1
            across, down = int(cell.entries.get("ColSpan", 1)), int(cell.entries.get("RowSpan", 1))
            places = [(y + dy, x + dx) for dy in range(down) for dx in range(across)]
            if any(place in taken for place in places):
                found.append("7.2-15")
            if y + down > len(rows):
                found.append("7.2-41")
            taken |= dict.fromkeys(places, cell)
            x += across
    widths = {max((x for at, x in taken if at == y), default=-1) + 1 for y in range(len(rows))}
    if len(widths) > 1 or len(taken) != len(rows) * max(widths, default=0):
        found.append("7.2-43")
    scopes = [(place, cell.entries.get("Scope")) for place, cell in taken.items() if cell.role == "TH"]
    columns = {x for (_, x), scope in scopes if scope in ("Column", "Both")}
    across_rows = {y for (y, _), scope in scopes if scope in ("Row", "Both")}
    bare = {
        id(cell) for (y, x), cell in taken.items() if cell.role == "TD" and x not in columns and y not in across_rows
    }
    return found + ["7.5-1"] * len(bare)


def read(pdf: bytes) -> Element:
    """The structure of a PDF. Fails where an element has no parent (7.1-12) or a standard type is remapped (7.1-7)."""
    with pikepdf.open(BytesIO(pdf)) as document:
        root = document.Root.StructTreeRoot
        names = {str(name)[1:]: str(role)[1:] for name, role in root.get("/RoleMap", {}).items()}
        assert not set(names) & STANDARD, "7.1-7"
        return Element("Document", list(_elements(root.K, names)))


def _elements(kids: Any, names: Mapping[str, str]) -> Iterator[Element]:
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, pikepdf.Dictionary) or "/S" not in kid:
            continue
        assert "/P" in kid, "7.1-12"
        role, seen = str(kid.S)[1:], set[str]()
        while role in names and role not in STANDARD and role not in seen:
            seen.add(role)
            role = names[role]
        content = kid.get("/K", pikepdf.Array())
        content = content if isinstance(content, pikepdf.Array) else pikepdf.Array([content])
        linked = sum(isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/OBJR" for one in content)
        yield Element(role, list(_elements(content, names)), _entries(kid), linked)


def _entries(kid: Any) -> dict[str, Any]:
    attributes = kid.get("/A", pikepdf.Array())
    found: dict[str, Any] = {}
    for one in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
        if isinstance(one, pikepdf.Dictionary):
            found |= {str(key)[1:]: _plain(value) for key, value in one.items()}
    return found | {str(key)[1:]: _plain(kid[key]) for key in ("/Alt", "/ActualText", "/ID") if key in kid}


def _plain(value: Any) -> Any:
    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    return int(value) if isinstance(value, (int, float)) else str(value)


def annotation_violations(pdf: bytes) -> list[str]:
    """Rules about links: within a Link of the structure, with words for who cannot see them, in the order of tabs."""
    found = []
    with pikepdf.open(BytesIO(pdf)) as document:
        owners = _parents(document.Root.StructTreeRoot.ParentTree)
        for page in document.pages:
            annotations = page.get("/Annots", [])
            if len(annotations) and page.get("/Tabs") != "/S":
                found.append("7.18.3-1")
            for annotation in annotations:
                owner = owners.get(int(annotation.get("/StructParent", -1)))
                if annotation.Subtype == "/Link" and (owner is None or owner.S != "/Link"):
                    found.append("7.18.5-1")
                if not str(annotation.get("/Contents", "")):
                    found.append("7.18.5-2")
    return found


def _parents(tree: Any) -> dict[int, Any]:
    numbers = list(tree.get("/Nums", []))
    found = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for kid in tree.get("/Kids", []):
        found |= _parents(kid)
    return found
