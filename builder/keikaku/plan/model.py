"""The plan as immutable data: one class per kind of thing an editor writes.

Every class mirrors one mapping of the YAML (``schema/*.schema.json``; a test keeps fields and properties equal).
References stay ids. Nothing here is computed: numbers, titles of other entries and page numbers belong to ``outline``.
Where a value stands in the files is carried by ``at`` and takes no part in equality, so two plans with the same
content are equal wherever they were read from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Any, ClassVar, Literal

from keikaku.dataclass import dataclass
from keikaku.diagnostics.source import Path, Source
from keikaku.diagnostics.span import Span
from keikaku.plan.declare import Bare, Key, Refers, Said, Verbatim
from keikaku.text.prose import parse, plain
from keikaku.text.writing import Writing, writing


@dataclass(frozen=True, slots=True)
class At:
    """A place in the plan's files: the value at ``path`` (keys and list positions) of ``source``."""

    source: Source
    path: Path = ()

    def span(self, *more: str | int, part: Literal["value", "key"] = "value") -> Span:
        """Where the value (or its key) stands; ``more`` extends the path."""
        return self.source.span((*self.path, *more), part)

    def locate(self, needle: str, nth: int = 0) -> Span:
        """Where the nth ``needle`` stands inside this text as it is written in the file."""
        return self.source.locate(self.path, needle, nth)

    def child(self, *more: str | int) -> At:
        return At(self.source, (*self.path, *more))

    def datum(self) -> Any:
        """The value itself, as it was read from the file."""
        found: Any = self.source.data
        for step in self.path:
            found = found[step]
        return found


def _at() -> At:
    return field(compare=False, repr=False)  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text field: Markdown with the plan's own link schemes. Paragraphs are separated by an empty line."""

    markdown: str
    changed: str | None = None
    """In a translation: what the original says now, where it is no longer what was translated."""
    at: At = _at()

    @property
    def plain(self) -> str:
        """Its words without markup; of a link without words of its own, and of a note, nothing."""
        return "".join(plain(paragraph) for paragraph in parse(self.markdown))


PlainWords = Annotated[Text | None, Said("plain")]
"""The same in plain words: the editors', never the plan's. Read on the site alone, where it says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting:
    """What has an address. ``former``: ids that once led here, so that no published address leads to nothing.

    An id alone is of the same kind; ``kind:id`` of what was another one. Of a thing that became two, both name it.
    """

    former: Annotated[tuple[str, ...], Verbatim()] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What an entry has of an attribute: ids of choices, a number with its digits, words, or an address.

    Of several departments the first leads.
    """

    values: tuple[Text, ...]
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class YearValues:
    """What is planned for each fiscal year, and what came of it: a number, or words (増加, 20～25).

    Years are Western and name the fiscal year that begins in them.
    """

    planned: Mapping[str, str]
    actual: Mapping[str, str] = field(default_factory=dict)
    grades: Mapping[str, str] = field(default_factory=dict)
    """As judged; where a year has none, by ``Plan.grades`` if the plan has them."""
    name: str = ""
    """What is counted (参加者数); of an indicator its own title."""
    unit: str = ""
    direction: Literal["rise", "fall"] = "rise"
    """``fall``: the less the better. Achievement is actual by planned, or planned by actual."""
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A grade, and the achievement in per cent from which it is given."""

    name: str
    at_least: Annotated[int, Key("from")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed(Lasting):
    """What may have the attributes that the plan declares (``Plan.attributes``), and values by year."""

    attributes: Mapping[str, Given] = field(default_factory=dict)
    """By the attribute's id."""
    years: tuple[YearValues, ...] = ()


# ---------------------------------------------------------------------------------------------- cover and settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Lasting):
    """One of the values an attribute may have: a department, 新規, a goal of the SDGs. It has a page of its own."""

    ENTRY: ClassVar[str] = "choice"
    id: str
    name: str
    number: str = ""
    """Said before the name: of a goal of the SDGs, 3."""
    reading: Annotated[str, Verbatim()] = ""
    actor: Annotated[str | None, Refers("actor")] = None
    """Of a department: whose it is. What it answers for is asked of this actor alone (Excel)."""
    at: At = _at()

    @property
    def label(self) -> str:
        """Number and name."""
        return f"{self.number} {self.name}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute(Lasting):
    """What the plan says of its measures, programmes …, each in the same way: 担当課, 区分, 根拠法, 予算, SDGs."""

    ENTRY: ClassVar[str] = "attribute"
    id: str
    name: str
    type: Literal["choice", "department", "text", "number", "link"]
    on: tuple[Literal["pillar", "measure", "action", "programme", "indicator"], ...]
    """The kinds of entries that may have it."""
    shown: Literal["row", "tag", "icon"] = "row"
    """A line with its name, a tag, or the number alone with the name for who asks."""
    unit: str = ""
    """Of a number."""
    choices: tuple[Choice, ...] = ()
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """Two CSS colours (``#rrggbb``) of one meaning: on a light and on a dark ground."""

    light: Annotated[str, Verbatim()]
    dark: Annotated[str, Verbatim()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What the public site says of itself."""

    name: str
    description: str
    colours: Colours
    licence: Text
    """Under which terms the plan's text may be used; undecided is said as such."""
    editors: str | None = None
    """What those call themselves who made the site out of the document: 事務局."""
    url: Annotated[str | None, Verbatim()] = None
    """Where the site will be published, with a final slash; needed for sitemap and OGP only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of the plan shown in a second place. ``check`` finds them again in the composed text of ``quoted_from``."""

    text: Text
    quoted_from: Annotated[str, Refers("")]
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """How each kind is numbered: ``{n}`` 1 2, ``{c}`` ① ②, ``{k}`` 一 二, ``{a}`` a b, ``{A}`` A B, ``{r}`` i ii.

    Of measures, ``{p}`` is the number of the pillar and ``{i}`` the place within it. Where either is used, ``{n}``
    begins anew with every pillar too. Of figures, tables and notes, ``{h}`` is the number of the chapter, and ``{n}``
    begins anew with every chapter where it is used.

    Where the plan gives no form, those in which a word stands are of its language (``text/writing.yml``).
    """

    chapter: str = "{n}"
    appendix: str = "{n}"
    section: str = "{n}"
    subsection: str = "({n})"
    topic: str = "{c}"
    challenge: str = "{c}"
    pillar: str = ""
    measure: str = "({n})"
    submeasure: str = "({n})-{m}"
    """A measure below another: ``{n}`` the upper one's place, ``{m}`` its own below it."""
    level4: str = "({n})-{m}-{l}"
    """A measure below that, where the plan declares its levels: ``{l}`` its own place."""
    level5: str = "({n})-{m}-{l}-{o}"
    """``{o}``: its own place."""
    figure: str = "{n}"
    table: str = "{n}"
    note: str = "{n}"
    article: str = "{n}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Ids in the order of the plan. Terms and programmes need none: they stand in the order of their language."""

    actors: Annotated[tuple[str, ...], Refers("actor")]
    chapters: Annotated[tuple[str, ...], Refers("chapter")]
    challenges: Annotated[tuple[str, ...], Refers("challenge")]
    pillars: Annotated[tuple[str, ...], Refers("pillar")]
    measures: Annotated[tuple[str, ...], Refers("measure")]
    at: At = _at()


# ---------------------------------------------------------------------------------------------- chapters


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    text: Annotated[Text, Said("paragraph"), Bare()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A line that names what follows and is no numbered heading: 【主な成果と課題】, ○…, ＜…＞. Marks included."""

    text: Annotated[Text, Said("label"), Key("label")]


Marker = Literal["bullet", "parenthesised", "numbered", "circled", "kana", "lettered"]
"""What stands before the items of a list: no number, (1), 1., ①, ア, (a)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem:
    text: Annotated[Text, Said("item"), Bare()]
    items: tuple[ListItem, ...] = ()
    marker: Marker = "bullet"
    """How ``items`` below this one are marked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """A list. Numbers are computed."""

    items: Annotated[tuple[ListItem, ...], Key("list")]
    marker: Marker = "bullet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A labelled line, 期間：平成30年…"""

    label: str
    text: Annotated[Text, Said("fact")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Lasting):
    """A table under one or several rows of heads, written here or in a sheet of its own (``csv``).

    ``<`` and ``^`` in the place of a cell join it to the one on the left or above (``plan/table.py``).
    """

    WHOLE: ClassVar[str] = "table"
    ENTRY: ClassVar[str] = "table"
    id: str
    title: Annotated[Text | None, Said("caption")] = None
    unit: str | None = None
    """Of all numbers in it."""
    head: tuple[Text, ...] | tuple[tuple[Text, ...], ...] = ()
    rows: tuple[tuple[Text, ...], ...] = ()
    csv: Annotated[str | None, Refers("sheet")] = None
    heads: int = 1
    """How many rows at the top of the sheet are heads."""
    row_heads: bool | int = True
    """How many columns at the left head their rows; true: one."""
    columns: tuple[Literal["text", "number"], ...] = ()
    """What the columns hold; empty: whatever is in them decides."""
    source: Annotated[Text | None, Said("source")] = None
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureBlock:
    """Here stands the figure with this id."""

    figure: Annotated[str, Refers("figure")]
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorsBlock:
    """Here stands the indicator group with this id."""

    group: Annotated[str, Refers("indicator-group"), Key("indicators")]
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammesBlock:
    """Here stand these programmes with their descriptions and attributes."""

    programmes: Annotated[tuple[str, ...], Refers("programme")]
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossListings:
    """Listed here again (再掲): measures, actions, programmes of other places, by ref (``measure:…``)."""

    refs: Annotated[tuple[str, ...], Refers(""), Key("cross_listing")]
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsBlock:
    """Here stand these terms with their definitions, as a table (自助・共助・公助)."""

    terms: Annotated[tuple[str, ...], Refers("term")]
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Lasting):
    """A note (※). Its words are ``text``, or name and definition of a ``term``."""

    ENTRY: ClassVar[str] = "note"
    id: str
    text: Annotated[Text | None, Said("note")] = None
    term: Annotated[str | None, Refers("term")] = None
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesBlock:
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Lasting):
    """A numbered item below a subsection (①…): its own title and body, or a figure that brings both."""

    ENTRY: ClassVar[str] = "topic"
    id: str | None = None
    title: Annotated[Text | None, Said("heading")] = None
    body: tuple[Block, ...] = ()
    figure: Annotated[str | None, Refers("figure")] = None
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Include:
    """Here stands what other files hold: all challenges, the framework diagram, measures by pillar, or all terms.

    Where the terms are included, print has no glossary of its own behind the chapters.
    """

    what: Annotated[Literal["challenges", "framework", "measures", "glossary"], Key("include")]
    heading: str | None = None
    """Head of the column of findings where ``what`` is ``challenges``."""
    pillars: Annotated[tuple[str, ...], Refers("pillar")] = ()
    """Where ``what`` is ``measures``: only those of these pillars; empty for all."""
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBox:
    """A column (コラム) or a case beside the text, under a title of its own."""

    title: Annotated[Text, Said("label"), Key("box")]
    kind: Literal["column", "case"] = "column"
    body: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words of somebody else: of a law, of a resident."""

    text: Annotated[Text, Said("paragraph"), Key("quotation")]
    by: Annotated[Text | None, Said("source")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SideList:
    """One of the lists of ``SideBySide``."""

    title: Annotated[Text | None, Said("label")] = None
    items: Annotated[tuple[ListItem, ...], Key("list")]
    marker: Marker = "bullet"


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """Two lists, one beside the other where there is room."""

    lists: Annotated[tuple[SideList, ...], Key("side_by_side")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One 条 of an ordinance: its caption with its brackets, and its paragraphs, whose items are 号."""

    title: Annotated[Text | None, Said("label")] = None
    paragraphs: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Articles:
    """An ordinance, article by article; all numbers are computed (第1条, 2, 3)."""

    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs, and when, line by line at the right."""

    lines: Annotated[tuple[Text, ...], Said("paragraph"), Key("signature")]
    portrait: Picture | None = None
    """Of who signs."""


Block = (
    Paragraph
    | Label
    | List
    | Facts
    | Table
    | FigureBlock
    | IndicatorsBlock
    | ProgrammesBlock
    | CrossListings
    | TermsBlock
    | NotesBlock
    | Topics
    | TextBox
    | Quotation
    | SideBySide
    | Articles
    | Signature
    | Include
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subsection(Lasting):
    ENTRY: ClassVar[str] = "subsection"
    id: str
    title: Annotated[Text, Said("heading")]
    body: tuple[Block, ...] = ()
    at: At = _at()

    @property
    def below(self) -> tuple[Division, ...]:
        """Nothing: the levels of text end here."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Lasting):
    ENTRY: ClassVar[str] = "section"
    id: str
    title: Annotated[Text, Said("heading")]
    body: tuple[Block, ...] = ()
    subsections: tuple[Subsection, ...] = ()
    at: At = _at()

    @property
    def below(self) -> tuple[Division, ...]:
        """The next level of text."""
        return self.subsections


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter(Lasting):
    """``body`` stands before the first section."""

    ENTRY: ClassVar[str] = "chapter"
    id: str
    title: Annotated[Text, Said("heading")]
    body: tuple[Block, ...] = ()
    numbered: Literal["chapter", "appendix", "none"] = "chapter"
    """Among the chapters, among the appendices (資料1), or not at all (はじめに, 奥付)."""
    sections: tuple[Section, ...] = ()
    at: At = _at()

    @property
    def below(self) -> tuple[Division, ...]:
        """The next level of text."""
        return self.sections


Division = Chapter | Section | Subsection
"""A level of text: title, body, and the next level."""


# ---------------------------------------------------------------------------------------------- the plan's substance


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Lasting):
    """Who acts. Heading, colour and icon are the city's; their order is in ``Order``."""

    ENTRY: ClassVar[str] = "actor"
    id: str
    name: str
    heading: Text
    """The title of this actor's block in every measure: 地域住民等ができること."""
    short: str
    reading: Annotated[str, Verbatim()] = ""
    icon: Annotated[str, Verbatim()]
    """The name of one of the builder's icons."""
    colours: Colours
    description: Text | None = None
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience(Lasting):
    """Whom an action addresses by name (事業所等). ``words``: the wordings that stand in the actions."""

    ENTRY: ClassVar[str] = "audience"
    id: str
    name: str
    reading: Annotated[str, Verbatim()] = ""
    words: tuple[str, ...]
    actor: Annotated[str, Refers("actor")]
    """The actor whose actions name this audience; its other actions address everyone."""
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Lasting):
    """What is known of the area that led to a challenge. With an ``id`` it has an address."""

    ENTRY: ClassVar[str] = "finding"
    text: Annotated[Text, Said("finding"), Bare()]
    id: str | None = None
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge(Lasting):
    ENTRY: ClassVar[str] = "challenge"
    id: str
    title: Annotated[Text, Said("heading")]
    reading: Annotated[str, Verbatim()] = ""
    findings: tuple[Finding, ...]
    plain: PlainWords = None
    icon: Annotated[str | None, Verbatim()] = None
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vision:
    """めざす姿: words of the plan, quoted from where they stand."""

    statement: Quote
    note: Text | None = None
    plain: PlainWords = None
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pillar(Attributed):
    ENTRY: ClassVar[str] = "pillar"
    id: str
    title: Annotated[Text, Said("heading")]
    reading: Annotated[str, Verbatim()] = ""
    plain: PlainWords = None
    body: tuple[Block, ...] = ()
    """Before its measures."""
    icon: Annotated[str | None, Verbatim()] = None
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeLink:
    """A measure answers a challenge. ``inferred``: the editors' reading, not the document's word."""

    id: Annotated[str, Refers("challenge")]
    basis: Literal["stated", "inferred"]
    weight: Literal["main", "secondary"] = "main"
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Attributed):
    text: Annotated[Text, Said("action"), Bare()]
    id: str | None = None
    detail: Text | None = None
    plain: PlainWords = None
    audience: Annotated[tuple[str, ...], Refers("audience")] = ()
    programme: Annotated[str | None, Refers("programme")] = None
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossListing(Lasting):
    """An action of another measure listed again (再掲); ``text`` and ``detail`` only where this place has its own."""

    cross_listing: Annotated[str, Refers("action")]
    id: str | None = None
    text: Text | None = None
    detail: Text | None = None
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionGroup:
    """Actions under a name of their own, 〈…への対応〉; the brackets are not part of the name."""

    group: Text
    actions: tuple[Action | CrossListing, ...]
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Attributed):
    ENTRY: ClassVar[str] = "measure"
    id: str
    title: Annotated[Text, Said("heading")]
    reading: Annotated[str, Verbatim()] = ""
    pillar: Annotated[str, Refers("pillar")]
    parent: Annotated[str | None, Refers("measure")] = None
    """The measure above this one, where a plan has several levels."""
    purpose: Annotated[Text | None, Said("purpose")] = None
    plain: PlainWords = None
    challenges: tuple[ChallengeLink, ...] = ()
    body: tuple[Block, ...] = ()
    """Before the actions."""
    actions: Mapping[str, tuple[Action | CrossListing | ActionGroup, ...]] = field(default_factory=dict)
    """By actor id."""
    after: tuple[Block, ...] = ()
    """Behind the actions."""
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Attributed):
    """What the plan calls …事業. ``aliases``: other wordings of the same in the plan."""

    ENTRY: ClassVar[str] = "programme"
    id: str
    name: str
    reading: Annotated[str, Verbatim()] = ""
    aliases: tuple[str, ...] = ()
    description: Text | None = None
    """What it is, where the plan says so; shown where a block of programmes stands."""
    plain: PlainWords = None
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Lasting):
    """A word the plan defines. ``definition`` stands here alone; ``quote`` repeats words of the body, checked."""

    ENTRY: ClassVar[str] = "term"
    id: str
    name: str
    reading: Annotated[str, Verbatim()] = ""
    aliases: tuple[str, ...] = ()
    definition: Text | None = None
    quote: Quote | None = None
    plain: PlainWords = None
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to ask: an office, a desk, a telephone. Its words are the offices' own, not the plan's."""

    ENTRY: ClassVar[str] = "contact"
    id: str
    name: str
    reading: Annotated[str, Verbatim()] = ""
    about: Text
    """What can be asked there."""
    checked: Annotated[str, Verbatim()]
    """The day on which the offices last said that all this holds: ``2026-02-01``."""
    phone: Annotated[str | None, Verbatim()] = None
    fax: Annotated[str | None, Verbatim()] = None
    mail: Annotated[str | None, Verbatim()] = None
    form: Annotated[str | None, Verbatim()] = None
    """Address of a page with a form to fill in."""
    address: str | None = None
    hours: str | None = None
    note: Text | None = None
    serves: Annotated[tuple[str, ...], Refers("")] = ()
    """Refs of what it is the contact for: ``plan``, a programme, a measure, an actor, a subject."""
    words: tuple[str, ...] = ()
    """What people type in the search who should find it."""
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """How to comment on the draft: パブリックコメント, a hearing. Days as ``2026-01-05``."""

    begins: Annotated[str, Verbatim()]
    ends: Annotated[str, Verbatim()]
    how: Text
    form: Annotated[str | None, Verbatim()] = None
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSheet:
    """The cells of a table in a file of its own (``tables/*.csv``), as many in each row."""

    ENTRY: ClassVar[str] = "sheet"
    id: str
    rows: tuple[tuple[Text, ...], ...]
    at: At = _at()


# ---------------------------------------------------------------------------------------------- numbers and figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A value not yet settled (〇〇%, 検討中, 調査中): its words in the plan, and what is still missing."""

    pending: str
    note: str | None = None
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A measured or intended value. ``value`` keeps its digits as written (``8.55``, ``1923``)."""

    value: str
    to: str | None = None
    """The upper end, where it is a range: 20～25%."""
    unit: str
    bound: Annotated[str | None, Verbatim()] = None
    """At least, at most, under or over, in a word of any language (``text/writing.yml``)."""
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """The plan says there is no value here, by this mark (—)."""

    absent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A value in words, settled as it is: 増加, 全地区で実施, 20～25%."""

    words: str


IndicatorValue = Reading | Pending | Absent | Worded


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Attributed):
    ENTRY: ClassVar[str] = "indicator"
    id: str
    title: Text
    baseline: IndicatorValue
    target: IndicatorValue
    actual: IndicatorValue | None = None
    direction: Literal["rise", "fall"] | None = None
    """Which way the target lies, where baseline and target are both numbers this is checked against them."""
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Heads of the columns, as printed. ``item`` may be empty: a table whose only row needs no name."""

    baseline: str
    target: str
    item: str = ""
    actual: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """The year (Western) each column speaks of, for charts and open data; None where the plan does not say."""

    baseline: int | None = None
    target: int | None = None
    actual: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorGroup(Lasting):
    """One table of indicators. Its name is ``title``, or the title of its ``pillar``."""

    ENTRY: ClassVar[str] = "indicator-group"
    id: str
    columns: Columns
    scope: Literal["current", "previous"]
    """``current``: this plan's 成果指標; ``previous``: the record of the plan before."""
    title: Text | None = None
    pillar: Annotated[str | None, Refers("pillar")] = None
    heading: Text | None = None
    """A line under the name that stands for the indicators together."""
    indicators: tuple[Indicator, ...] = ()
    pending: Pending | None = None
    """Set where the plan has not chosen its indicators yet."""
    notes: tuple[Note, ...] = ()
    years: Years = Years()
    at: At = _at()

    @property
    def one_table(self) -> bool:
        """All indicators are rows of one table; otherwise each stands under its title with a table of its own."""
        return bool(self.heading or self.columns.item)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One row of a figure's data: its name and one number per column (``None`` where there is none)."""

    name: str
    values: tuple[str | None, ...]
    unit: str | None = None
    """Where it is not that of the figure: this series has an axis of its own."""
    chart: Literal["bar", "line"] | None = None
    """Where this series is not drawn as the others are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureData:
    """Numbers of a figure, drawn as a chart and shown as a table."""

    chart: Literal["bar", "line", "stacked", "share", "pyramid"]
    """``share``: parts of a whole, each bar as long as the next; ``pyramid``: two series back to back."""
    unit: str
    columns: tuple[str, ...]
    series: tuple[Series, ...]

    @property
    def units(self) -> tuple[str, ...]:
        """The unit of each series."""
        return tuple(series.unit or self.unit for series in self.series)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """What a diagram is made of: its name, what is said below it, and the boxes inside it."""

    name: Annotated[Text, Said("cell"), Bare()]
    detail: Annotated[Text | None, Said("cell")] = None
    boxes: tuple[Box, ...] = ()
    own: bool = False
    """This plan, or what the diagram is about: drawn so that it stands out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """Areas within areas (圏域), the widest first: each lies in the one before."""

    layers: tuple[Box, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """What follows on each other and begins again (PDCA), clockwise."""

    cycle: tuple[Box, ...]
    centre: Annotated[Text | None, Said("cell")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """One row of a diagram of relations."""

    name: Annotated[Text | None, Said("cell")] = None
    boxes: tuple[Box, ...]
    between: Annotated[Text | None, Said("cell")] = None
    """How the boxes of this row stand to each other: 連携."""
    arrow: Literal["down", "up", "both"] | None = None
    """Which way the arrow between this row and the next points; None where there is none."""
    link: Annotated[Text | None, Said("cell")] = None
    """The words at that arrow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """How plans (or bodies) stand to each other, row by row from the top."""

    relations: tuple[Tier, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A bar on a timeline, from one of its years to another; without one of them it goes on beyond the edge."""

    text: Annotated[Text | None, Said("cell")] = None
    start: Annotated[str | None, Key("from")] = None
    end: Annotated[str | None, Key("to")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    name: Annotated[Text, Said("cell")]
    periods: tuple[Period, ...]
    own: bool = False
    """As of ``Box``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Which plan holds from when until when."""

    timeline: tuple[TimelineRow, ...]
    years: tuple[str, ...]


Diagram = Layers | Cycle | Relations | Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of the folder ``images``."""

    file: Annotated[str, Verbatim()]
    """Its name in that folder."""
    alternative: Text
    """What it shows, for whoever does not see it."""
    description: Text | None = None
    """The same at length, where a line does not do."""
    credit: Text | None = None
    """Who made it, or whose it is."""
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Lasting):
    """``missing``: the source's figure is lost; title, statement, source and remarks are what is left of it.

    ``planned``: it has not been made yet.
    """

    ENTRY: ClassVar[str] = "figure"
    id: str
    title: Text
    status: Literal["missing", "planned", "available"]
    kind: Literal["chart", "diagram", "image"] = "chart"
    statement: Text | None = None
    source: Text | None = None
    remarks: tuple[Text, ...] = ()
    data: FigureData | None = None
    diagram: Diagram | None = None
    image: Picture | None = None
    texts: tuple[Text, ...] = ()
    """Words of a lost diagram that did come through the conversion."""
    at: At = _at()


# ---------------------------------------------------------------------------------------------- about the transcription


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """A mistake in the source text. ``certain``: corrected in the plan; otherwise a question: the words stay."""

    ENTRY: ClassVar[str] = "erratum"
    id: str
    entry: Annotated[str, Refers("")]
    """The entry whose text it stands in (``measure:…``); ``plan`` for the cover and contents."""
    source: Annotated[str, Verbatim()]
    """Words of the source, long enough to occur just once in it."""
    corrected: Annotated[str, Verbatim()]
    reason: str
    certain: bool
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """The addresses that were ever published; written by ``keikaku ids``, but for ``removed``."""

    published: Annotated[tuple[str, ...], Verbatim()]
    """Each the address from the site's root, what it led to (``kind:id``) and its title, with spaces between."""
    removed: Annotated[tuple[str, ...], Verbatim()] = ()
    """What the plan no longer has, on purpose (``kind:id``): its addresses tell its last words."""
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class Synonym:
    """Words people type for what the plan words otherwise. ``leads_to``: its words; ``first``: entry shown first."""

    words: Annotated[tuple[str, ...], Verbatim()]
    leads_to: Annotated[tuple[str, ...], Verbatim()]
    note: Annotated[str, Verbatim()]
    first: Annotated[str | None, Refers("")] = None
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class WordReading:
    """How a word of the plan is read (ふりがな); of one character, only where it stands alone."""

    word: Annotated[str, Verbatim()]
    reading: Annotated[str, Verbatim()]
    within: Annotated[str | None, Verbatim()] = None
    """The words around it, where it is read so only there: 働きたい方 for 方."""
    confirmed: bool = True
    """False while it is a proposal of the program that nobody has looked at."""
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject(Lasting):
    """A way in by subject (災害, 見守り): the words of the plan that belong to it."""

    ENTRY: ClassVar[str] = "subject"
    id: str
    name: str
    reading: Annotated[str, Verbatim()] = ""
    words: tuple[str, ...]
    icon: Annotated[str | None, Verbatim()] = None
    at: At = _at()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A whole plan. Entities stand in the order of the plan; terms, programmes in the order of their language."""

    id: str
    titles: tuple[Text, ...]
    status: str
    date: str
    organisations: tuple[str, ...]
    language: Annotated[str, Verbatim()]
    """Of the plan's words: ``ja``."""
    labels: Annotated[str | None, Verbatim()] = None
    """Language of the interface's words, where it is another than the plan's; every output asks ``interface``."""
    summary: tuple[Quote, ...]
    """Sentences of the plan that tell a newcomer what it is."""
    cover: Picture | None = None
    """On the cover of the print, and on the first page of the site."""
    levels: tuple[str, ...] = ()
    """What the levels are called, the pillars' first (基本目標, 基本方針, 施策); empty: pillars and two of measures."""
    site: Site
    order: Order
    numbering: Numbering
    consultation: Consultation | None = None
    vision: Vision | None
    actors: tuple[Actor, ...]
    audiences: tuple[Audience, ...]
    chapters: tuple[Chapter, ...]
    challenges: tuple[Challenge, ...]
    pillars: tuple[Pillar, ...]
    measures: tuple[Measure, ...]
    indicator_groups: tuple[IndicatorGroup, ...]
    figures: tuple[Figure, ...]
    sheets: tuple[TableSheet, ...]
    terms: tuple[Term, ...]
    programmes: tuple[Programme, ...]
    contacts: tuple[Contact, ...]
    subjects: tuple[Subject, ...]
    synonyms: tuple[Synonym, ...]
    readings: tuple[WordReading, ...]
    errata: tuple[Erratum, ...]
    addresses: Addresses | None
    attributes: tuple[Attribute, ...] = ()
    grades: tuple[Grade, ...] = ()
    """Grades of achievement, where the plan gives them by a rule."""
    at: At = _at()

    @property
    def interface(self) -> str:
        """The language in which headings, buttons and heads of columns speak."""
        return self.labels or self.language

    @property
    def measure_levels(self) -> int:
        """How many levels of measures there may be, one below the other."""
        return len(self.levels) - 1 if self.levels else 2

    @property
    def writing(self) -> Writing:
        """How the language of the plan's words is written."""
        return writing(self.language)
