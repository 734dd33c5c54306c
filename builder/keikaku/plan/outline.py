"""The plan in its composed form: every number, address and line of text, once, for all outputs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain, pairwise
from typing import Literal

from keikaku.dataclass import dataclass
from keikaku.patterns import regex
from keikaku.plan.declare import Role
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Absent, At, IndicatorValue, Pending, Worded
from keikaku.text.lexicon import Lexicon
from keikaku.text.writing import Writing

LISTS = frozenset({"glossary", "index", "unsettled", "errata", "contacts", "site"})
"""The parts that stand behind the chapters."""

Part = Literal["text", "beside", "glossary", "index", "unsettled", "errata", "contacts", "site"]
"""Where a line is read: in the document's text; beside it at the same place (what a measure answers, whom an action
addresses); in a list behind the chapters; on pages of the site alone."""

Tag = Literal[
    "cross_listing",
    "missing",
    "planned",
    "bar",
    "line",
    "stacked",
    "share",
    "pyramid",
    "layers",
    "cycle",
    "relations",
    "timeline",
    "image",
    "previous",
    "fall",
    "main",
    "secondary",
    "inferred",
    "question",
]
"""What pages and print say of a line in words of the interface: 【再掲】, ●, 図版未収録."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a line stands in a table; the second paragraph of a cell stands in the same place as the first."""

    table: str
    """Ref of the table, the figure, the group of indicators, or the one indicator that has a table of its own."""
    row: int
    """From 0; row 0 holds the heads of the columns."""
    column: int
    under: tuple[str, ...] = ()
    """Where the first cells of the row are left empty, the words above them that hold for this row too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Anything that can be pointed to. ``page`` and ``anchor`` are the same for web, open data and search."""

    ref: str
    kind: str
    id: str
    number: str
    """As printed (第5章, (4), ①, 図3, ※1); empty where this kind has none."""
    title: str
    """Plain text, without the number."""
    reading: str
    parent: str | None
    """The entry this one stands in, by the order of the plan."""
    page: str
    """The web page, relative to the site's root, with a final slash: ``measures/mimamori/``; home is empty."""
    anchor: str
    """Fragment on that page; empty for the page itself."""

    @property
    def url(self) -> str:
        """Address of the entry, from the site's root."""
        return f"{self.page}#{self.anchor}" if self.anchor else self.page

    @property
    def label(self) -> str:
        """Number and title: ``(4) 個別の対応が必要な人への支援``."""
        return f"{self.number} {self.title}" if self.number else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of what can be read of the plan: what ``verify``, ``compare``, search and open data take words from."""

    entry: str
    """Ref of the entry it belongs to."""
    role: Role
    text: str
    """Plain text; references and notes resolved, numbers as printed."""
    number: str = ""
    """Number or mark printed before it: ``(1)``, ``※3``, ``第1章``; no part of ``text``."""
    at: At | None = None
    """None where the line is computed (contents)."""
    marks: tuple[tuple[int, int, str], ...] = ()
    """The marks of notes in ``text``: from where to where, and the note's ref. They may look like any other number."""
    part: Part = "text"
    cell: Cell | None = None
    """Set for what stands in a table with heads."""
    tags: tuple[Tag, ...] = ()
    names: str = ""
    """Ref of the entry whose number and title this line repeats; a change of those is shown at that entry."""

    @property
    def cross_listing(self) -> bool:
        """An action of another place, listed once more (再掲)."""
        return "cross_listing" in self.tags

    def with_marks(self, shown: Callable[[str], str]) -> str:
        """``text`` with something else in the place of each mark; ``shown``: ref of its note → what."""
        parts: list[str] = []
        position = 0
        for start, end, ref in self.marks:
            parts += (self.text[position:start], shown(ref))
            position = end
        return "".join((*parts, self.text[position:]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A term or programme (``ref``) is named by its ``word`` in a line of ``entry``."""

    ref: str
    entry: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The composed plan: what every output is made of."""

    index: PlanIndex
    titles: tuple[str, ...]
    """The plan's name in plain words; of a joint plan, the name of each of its plans."""
    entries: Mapping[str, Entry]
    """By ref, in the order of the plan."""
    lines: tuple[Line, ...]
    """The document's text in the order of print, cover to last chapter: the lines whose part is ``text``."""
    shown: tuple[Line, ...]
    """Every line that a page or print shows: ``lines``, among them what stands beside, behind them the lists."""
    lexicon: Lexicon
    """Finds terms and programmes in running text."""
    mentions: Mapping[str, tuple[Mention, ...]]
    """By ref of the term or programme; at most one per entry."""
    order: Mapping[str, int]
    """Ref → its place among the entries, to sort by."""
    by_kind: Mapping[str, tuple[Entry, ...]]
    """Kind → its entries, in the order of the plan."""
    by_subject: Mapping[str, tuple[str, ...]]
    """Id of a subject → refs of the entries in whose text one of its words stands, in the order of print."""

    @property
    def title(self) -> str:
        """What the whole is called; of a joint plan by the names of both: ``地域福祉計画・地域福祉活動計画``."""
        return self.index.plan.writing.say("between-titles").join(self.titles)

    def place(self, ref: str) -> str:
        """Where an entry stands, by numbers alone: ``第5章5(4)``. Entries without numbers add nothing.

        Two figures that would run into one (``施策3`` and ``3-1``) are kept apart, and so are words of languages that
        have spaces (``Chapter 1, Section 2``).
        """
        numbers: list[str] = []
        seen: str | None = ref
        while seen is not None:
            entry = self.entries[seen]
            if entry.kind in ("chapter", "section", "subsection", "topic", "measure", "challenge") and entry.number:
                numbers.append(entry.number)
            seen = entry.parent
        numbers.reverse()
        between = (_between(before, number, self.index.plan.writing) for before, number in pairwise(numbers))
        return "".join(chain(numbers[:1], *zip(between, numbers[1:], strict=True)))


def _between(before: str, number: str, writing: Writing) -> str:
    """What keeps two numbers apart that follow each other."""
    if writing.spaced and number[0].isalnum() and (_WORD.search(before) or _WORD.search(number)):
        return writing.say("between-names")
    return writing.say("between-figures") if _FIGURE.match(before[-1]) and _FIGURE.match(number) else ""


_WORD = regex(r"[^\W\d_]{2}")
_FIGURE = regex(r"[0-9A-Za-z]")


def value_text(value: IndicatorValue, writing: Writing) -> str:
    """As printed: thousands apart by commas, with unit and bound: ``35,000件以上``, ``8.55%``, ``調査中``, ``—``."""
    if isinstance(value, Pending):
        return value.pending
    if isinstance(value, Absent):
        return value.absent
    if isinstance(value, Worded):
        return value.words
    number = number_text(value.value)
    if value.to is not None:
        number = writing.say("from-to", start=number, end=number_text(value.to))
    return writing.quantity(number, value.unit, value.bound or "")


def number_text(digits: str) -> str:
    """A number as printed, thousands apart: ``9,120``; what is none (a dash) stays as it is."""
    whole, dot, decimals = digits.partition(".")
    return f"{int(whole):,}{dot}{decimals}" if whole.lstrip("-").isdigit() else digits
