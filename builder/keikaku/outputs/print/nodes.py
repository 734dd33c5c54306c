"""What the print template reads: each class here is a mapping there, each field a key of it.

``print_draft.typ`` is given a `DraftData`, ``leaflet.typ`` a `LeafletData`. A node knows its kind by ``t``, for which
the template has a case. ``tests/print/test_contract.py`` holds both sides together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from keikaku.dataclass import dataclass

# ------------------------------------------------------------------------------------------------ running text


@dataclass(slots=True)
class PieceNode:
    """Here begins or ends a piece of the plan (`proof`)."""

    t: ClassVar[str] = "piece"
    n: int


@dataclass(slots=True)
class MarkNode:
    """A term or programme is named here: the index lists the page."""

    t: ClassVar[str] = "mark"
    ref: str


@dataclass(slots=True)
class SpotNode:
    """Something stands here whose page a list at the end names."""

    t: ClassVar[str] = "spot"
    ref: str


@dataclass(slots=True)
class AnchorNode:
    """An entry begins here that has no heading."""

    t: ClassVar[str] = "anchor"
    ref: str


@dataclass(slots=True)
class KeepNode:
    """May not be broken."""

    t: ClassVar[str] = "keep"
    c: Run


@dataclass(slots=True)
class WordNode:
    """Is not broken where its line has room for it."""

    t: ClassVar[str] = "word"
    c: Run


@dataclass(slots=True)
class NumberNode:
    """What stands before the decimal point, and the rest."""

    t: ClassVar[str] = "number"
    c: Run


@dataclass(slots=True)
class BreakNode:
    """The line ends."""

    t: ClassVar[str] = "break"


@dataclass(slots=True)
class PendingNode:
    """Not settled yet."""

    t: ClassVar[str] = "pending"
    c: Run


@dataclass(slots=True)
class StrongNode:
    t: ClassVar[str] = "strong"
    c: Run


@dataclass(slots=True)
class EmphasisNode:
    t: ClassVar[str] = "emph"
    c: Run


@dataclass(slots=True)
class UrlNode:
    t: ClassVar[str] = "url"
    to: str
    c: Run


@dataclass(slots=True)
class NoteNode:
    """A note where it is called first: ``c`` is what it says."""

    t: ClassVar[str] = "note"
    ref: str
    number: str
    c: Run


@dataclass(slots=True)
class NoteAgainNode:
    """A note that has been called before."""

    t: ClassVar[str] = "again"
    to: str
    number: str


@dataclass(slots=True)
class ReferenceNode:
    """A link to an entry of the plan; ``to``: its ref."""

    t: ClassVar[str] = "ref"
    to: str
    c: Run


Wording = KeepNode | WordNode | NumberNode | PendingNode | StrongNode | EmphasisNode | UrlNode | ReferenceNode
"""What has words of the line inside it; those of a `NoteNode` stand elsewhere."""
Inline = PieceNode | MarkNode | SpotNode | AnchorNode | BreakNode | NoteNode | NoteAgainNode | Wording
Run = list[str | Inline]
"""What the template sets as one piece of running text. A text of several paragraphs is several of them."""

# ------------------------------------------------------------------------------------------------ tables


@dataclass(slots=True, kw_only=True)
class CellNode:
    x: int
    """The column it begins in."""
    rows: int
    columns: int
    """Over how many it goes."""
    head: bool
    """Of its row."""
    c: Run


@dataclass(slots=True)
class ColumnPieces:
    """What may not be broken in a column, each once, a digit as 0: of its heads and of its body.

    ``after``: in a column of numbers what stands behind the decimal points, ``body`` then being what stands before.
    """

    head: list[str]
    body: list[str]
    after: list[str]


@dataclass(slots=True)
class SpreadPieces:
    """The same of a cell over ``n`` columns, beginning in column ``x``."""

    x: int
    n: int
    pieces: list[str]


@dataclass(slots=True, kw_only=True)
class TableNode:
    """A table as ``tables.typ`` sets it (ADR 18)."""

    heads: list[list[CellNode]]
    rows: list[list[CellNode]]
    numbers: Sequence[bool]
    """Which columns hold numbers."""
    widths: Sequence[float]
    """What each column wishes, in em; only their proportion counts where the table fills the line."""
    inset: float
    """White space left and right of a cell, in em."""
    stretch: str
    """Which columns take what room is left: ``all``, the ``first``, ``none``."""
    pieces: list[ColumnPieces]
    spread: list[SpreadPieces]
    n: int
    """Its number among the pieces, by which it is named where it does not fit."""


# ------------------------------------------------------------------------------------------------ blocks


@dataclass(slots=True, kw_only=True)
class HeadingNode:
    t: ClassVar[str] = "heading"
    ref: str
    kind: str
    """Of the entry; the look follows it."""
    level: int
    number: str
    c: Run


@dataclass(slots=True)
class ParagraphNode:
    t: ClassVar[str] = "paragraph"
    c: Run


@dataclass(slots=True)
class LeadNode:
    """A paragraph that introduces what follows, and stays with it."""

    t: ClassVar[str] = "lead"
    c: Run


@dataclass(slots=True)
class LabelNode:
    t: ClassVar[str] = "label"
    c: Run
    ref: str | None = None
    """The entry that begins here."""


@dataclass(slots=True)
class ListItemNode:
    number: str
    """What stands before it; empty for a dot."""
    c: list[Run]
    below: list[ListNode]


@dataclass(slots=True)
class ListNode:
    t: ClassVar[str] = "list"
    items: list[ListItemNode]


@dataclass(slots=True)
class TitledList:
    title: list[Run]
    list: ListNode


@dataclass(slots=True)
class ArticlesNode:
    t: ClassVar[str] = "articles"
    rows: list[TitledList]


@dataclass(slots=True)
class SideBySideNode:
    t: ClassVar[str] = "side_by_side"
    rows: list[TitledList]


@dataclass(slots=True)
class FactRow:
    label: Run
    c: Run


@dataclass(slots=True)
class FactsNode:
    t: ClassVar[str] = "facts"
    rows: list[FactRow]


@dataclass(slots=True)
class GivenNode:
    """Attributes and values by year of whatever has them."""

    t: ClassVar[str] = "given"
    rows: list[FactRow]
    tables: list[TableNode]


@dataclass(slots=True, kw_only=True)
class TableBlockNode:
    t: ClassVar[str] = "table"
    ref: str | None
    number: str
    title: Run
    unit: Run
    table: TableNode
    source: list[Run]


@dataclass(slots=True, kw_only=True)
class FigureNode:
    t: ClassVar[str] = "figure"
    ref: str
    number: str
    alone: bool
    """Nothing above it has said its title yet, so the statement follows it."""
    title: Run
    missing: str | None
    """Why there is no drawing: ``missing`` or ``planned``."""
    statement: list[Run]
    texts: list[Run]
    source: list[Run]
    remarks: list[Run]
    svg: str = ""
    alt: str = ""
    """The drawing in words."""
    width: float = 0
    """Of the drawing, in millimetres."""
    table: TableNode | None = None
    """The numbers of a chart."""
    credit: Sequence[Run] = ()


@dataclass(slots=True)
class IndicatorRow:
    title: Run
    table: TableNode


@dataclass(slots=True, kw_only=True)
class IndicatorsNode:
    """Indicators in one ``table``, or each in a table of its own (``rows``), or the words for there being none yet."""

    t: ClassVar[str] = "indicators"
    ref: str
    number: str
    title: Run
    heading: Run
    pending: Run | None = None
    table: TableNode | None = None
    rows: Sequence[IndicatorRow] = ()


@dataclass(slots=True)
class TermRow:
    name: Run
    c: list[Run]


@dataclass(slots=True)
class TermsNode:
    t: ClassVar[str] = "terms"
    rows: list[TermRow]


@dataclass(slots=True)
class GlossaryNode:
    """All terms with what they mean."""

    t: ClassVar[str] = "glossary"
    rows: list[GlossaryTerm]


@dataclass(slots=True)
class ListedAgain:
    """An entry of another place, by number and name."""

    to: str
    number: str
    c: Run


@dataclass(slots=True)
class CrossListingsNode:
    t: ClassVar[str] = "cross_listing"
    rows: list[ListedAgain]


@dataclass(slots=True, kw_only=True)
class PictureNode:
    """A picture that is no figure: on the cover, beside a signature."""

    svg: str
    alt: str
    width: float
    """In millimetres."""
    credit: list[Run]


@dataclass(slots=True)
class NotesNode:
    """Where the plan puts notes, by id; in the end a `LooseNoteNode` for each that is called nowhere."""

    t: ClassVar[str] = "notes"
    notes: list[str]


@dataclass(slots=True)
class LooseNoteNode:
    t: ClassVar[str] = "loose-note"
    ref: str
    number: str
    c: Run


@dataclass(slots=True, kw_only=True)
class ChallengeRow:
    ref: str
    number: str
    c: Run
    findings: list[Run]


@dataclass(slots=True)
class ChallengesNode:
    t: ClassVar[str] = "challenges"
    heading: str | None
    rows: list[ChallengeRow]


@dataclass(slots=True, kw_only=True)
class FrameworkMeasure:
    ref: str
    number: str
    title: Run
    depth: int
    again: bool
    """It is another pillar's, listed again under this one."""
    cells: list[str]
    """For every challenge in which way the measure answers it; empty where it does not."""


@dataclass(slots=True)
class FrameworkPillar:
    number: str
    title: Run
    measures: list[FrameworkMeasure]


@dataclass(slots=True)
class FrameworkChallenge:
    number: str
    title: Run


@dataclass(slots=True, kw_only=True)
class FrameworkNode:
    t: ClassVar[str] = "framework"
    vision: Run
    levels: Sequence[str]
    inferred: bool
    """Some answers are concluded from the text, not said in it."""
    challenges: list[FrameworkChallenge]
    pillars: list[FrameworkPillar]


@dataclass(slots=True, kw_only=True)
class AnswerLink:
    to: str
    number: str
    title: Run
    inferred: bool


@dataclass(slots=True)
class AnswersNode:
    """The challenges that a measure answers."""

    t: ClassVar[str] = "answers"
    links: list[AnswerLink]


@dataclass(slots=True)
class GroupNode:
    """The name of the actions that follow."""

    t: ClassVar[str] = "group"
    c: Run


@dataclass(slots=True, kw_only=True)
class ActionNode:
    t: ClassVar[str] = "action"
    ref: str
    c: list[Run]
    again: str | None
    """Of a cross-listing the ref of the original."""
    detail: list[Run]
    given: list[GivenNode]


@dataclass(slots=True)
class ActionsNode:
    """What an actor does for a measure, in a leaflet that is all his."""

    t: ClassVar[str] = "actions"
    items: list[GroupNode | ActionNode]


@dataclass(slots=True, kw_only=True)
class ActorNode:
    """What an actor does for a measure, under his name."""

    t: ClassVar[str] = "block"
    level: int
    place: int
    """Among the actors: the pattern of his bar."""
    colour: str
    title: Run
    items: list[GroupNode | ActionNode]


@dataclass(slots=True)
class DeclaredNode:
    """A block of which the template reads just the fields that the model declares (`plan.declare`)."""

    t: str
    fields: dict[str, Any]


Node = (
    HeadingNode
    | ParagraphNode
    | LeadNode
    | LabelNode
    | ListNode
    | ArticlesNode
    | SideBySideNode
    | FactsNode
    | GivenNode
    | TableBlockNode
    | FigureNode
    | IndicatorsNode
    | TermsNode
    | GlossaryNode
    | CrossListingsNode
    | NotesNode
    | LooseNoteNode
    | ChallengesNode
    | FrameworkNode
    | AnswersNode
    | ActionsNode
    | ActorNode
    | DeclaredNode
)

# ------------------------------------------------------------------------------------------------ lists


@dataclass(slots=True, kw_only=True)
class ContentsLine:
    ref: str
    number: str
    title: Run
    depth: int


@dataclass(slots=True)
class ListedEntry:
    """A line of the list of figures or of tables."""

    ref: str
    number: str
    title: Run


@dataclass(slots=True)
class QuotedFrom:
    to: str
    place: str


@dataclass(slots=True, kw_only=True)
class GlossaryTerm:
    ref: str
    name: Run
    reading: str
    c: Run
    quoted: QuotedFrom | None


@dataclass(slots=True, kw_only=True)
class IndexWord:
    ref: str
    title: Run
    glossary: bool
    """It stands in the glossary, too."""


@dataclass(slots=True)
class IndexGroup:
    row: str
    """Of kana, or a letter; empty for what has neither."""
    words: list[IndexWord]


@dataclass(slots=True, kw_only=True)
class UnsettledRow:
    n: int
    to: str | None
    """By what its page is looked up; none where it is not printed."""
    place: str
    title: Run
    text: str
    notes: list[str]


@dataclass(slots=True)
class UnsettledGroup:
    kind: str
    rows: list[UnsettledRow]


@dataclass(slots=True, kw_only=True)
class ErratumRow:
    n: int
    to: str
    place: str
    title: Run
    source: str
    corrected: str
    reason: str


@dataclass(slots=True)
class ErrataGroup:
    certain: bool
    rows: list[ErratumRow]


@dataclass(slots=True, kw_only=True)
class ContactNode:
    ref: str
    name: Run
    about: Run
    ways: list[tuple[str, str]]
    """Pairs: ``phone``, and the number."""
    note: Run


# ------------------------------------------------------------------------------------------------ documents


@dataclass(slots=True)
class FuriganaData:
    pattern: str
    """A regular expression of the engine's that finds the words."""
    pieces: Mapping[str, Sequence[tuple[str, str]]]
    """Word → its pieces, each with the kana to be set over it, if any."""


@dataclass(slots=True, kw_only=True)
class OriginalData:
    language: str
    run: str
    """What may be left in that language, as a regular expression of the engine's."""
    letters: str
    """What tells that it is."""


@dataclass(slots=True, kw_only=True)
class DocumentData:
    """What every document is set with; the template merges it into its ``data``, and `typeset` adds the ``fonts``."""

    name: str
    glued: str
    """Signs next to which a line may not end, as a regular expression."""
    torn: bool
    """Somewhere is something longer than a line and without a place to be broken."""
    status: str
    date: str
    organisations: Sequence[str]
    language: str
    labels: str
    """The language of ``words``."""
    spared: Sequence[str]
    """Which of both are set in the spare faces, for the others lack some of their letters."""
    writing: Mapping[str, str]
    spaced: bool
    colour: str
    words: Mapping[str, str]
    """The interface's, by key."""
    unreviewed: str
    """Told behind the cover: that nobody has looked over ``words`` yet; empty where somebody has."""
    furigana: FuriganaData | None
    original: OriginalData | None
    """Of a translation whose original's letters are others."""


@dataclass(slots=True, kw_only=True)
class PartData:
    """What is told of the rest where the engine sets a part of the plan (`parts`)."""

    front: bool
    """It is what stands before the chapters."""
    first: int
    """The number of its first page, if it is not."""
    under: str | None
    """The chapter it runs on with; none where it begins one."""
    final: bool
    """What is not in ``pages`` is not printed; else it may be found later."""
    pages: Mapping[str, str]
    """Ref of what stands in another part → its page; empty for the cover."""
    named: Mapping[str, Sequence[int]]
    """Term or programme → the pages of other parts that name it."""


@dataclass(slots=True, kw_only=True)
class DraftData:
    """The whole plan, or a part."""

    document: DocumentData
    titles: list[Run]
    cover: PictureNode | None
    contents: list[ContentsLine]
    figures: list[ListedEntry]
    tables: list[ListedEntry]
    body: list[Node]
    marks: list[str]
    """Which marks the reading guide explains."""
    glossary: list[GlossaryTerm]
    index: list[IndexGroup]
    unsettled: list[UnsettledGroup]
    errata: list[ErrataGroup]
    contacts: list[ContactNode]
    part: PartData | None = None
    """What of the plan this is, where it is not all."""


@dataclass(slots=True, kw_only=True)
class LeafletData:
    """A part of it."""

    document: DocumentData
    body: list[Node]
    subject: str
    pages: Mapping[str, str]
    """Ref → page of the whole plan."""
