"""What a template is given: the plan's answers, this page's addresses, and texts as safe markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from urllib.parse import quote

from markupsafe import Markup, escape

from keikaku.dataclass import dataclass
from keikaku.messages import counted
from keikaku.outputs.figures.charts import figure_chart
from keikaku.outputs.figures.diagrams import figure_diagram
from keikaku.outputs.figures.indicators import indicator_chart
from keikaku.outputs.figures.pictures import PictureCopy
from keikaku.outputs.site.markup import PageMarkup, unheard_blanks
from keikaku.outputs.site.page import WebLink, relative
from keikaku.outputs.site.questions import Questions
from keikaku.plan.addresses import MovedAddress
from keikaku.plan.compose.figures import DataCell, Form, data_table, form_of, years_of
from keikaku.plan.compose.given import GivenAttribute, YearTable, attributes_of, drawable, year_tables
from keikaku.plan.framework import Framework
from keikaku.plan.index import Translation
from keikaku.plan.languages import Languages
from keikaku.plan.model import (
    Actor,
    Attributed,
    Columns,
    Contact,
    Diagram,
    Figure,
    FigureData,
    Indicator,
    IndicatorGroup,
    IndicatorValue,
    Pending,
    Period,
    Picture,
    Series,
    Term,
    Text,
)
from keikaku.plan.outline import Entry, value_text
from keikaku.text.writing import Key

_NUMBERED = ("section", "subsection", "topic")
"""Kinds whose number says little without those of what they stand in."""
LISTED_BESIDE = 60
"""Pages of one level that are listed beside a page. Nobody looks through more, and with all of them on every page a
site would grow with the square of the plan; the title above leads to the whole list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What every page of one site shares."""

    words: Mapping[str, str]
    """The interface's words."""
    unreviewed: str
    """That nobody has looked over them yet; empty where somebody has."""
    chart_words: Mapping[str, str]
    printed: Mapping[str, int | str]
    """Ref → page of the print draft; empty where there is none."""
    sheets: Mapping[str, int]
    """Page of the print draft → sheet of its PDF."""
    pictures: Mapping[str, tuple[PictureCopy, ...]]
    """Name of a picture → its copies, the smallest first."""
    offered: frozenset[str]
    """The files that can be downloaded, relative to the site's root."""
    framework: Framework
    languages: Languages
    indicators: Mapping[str | None, tuple[IndicatorGroup, ...]]
    """Pillar → the groups of this plan's indicators that measure it."""
    inferred_and_stated: bool
    """Whether some links of measures to challenges are the editors' reading and others the plan's own word.

    Where all of them are one or the other, no mark need tell them apart.
    """
    original_name: str = ""
    """Of a translation, what the language of the original calls itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """Where something stands, for a list of places: words, address, and what it stands in."""

    url: str
    title: str
    within: str
    actor: Actor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NearbyPage:
    """A page of the same part of the site, for the list that says where one is."""

    number: str
    """Apart from the title, so that no line ends inside it (1-2)."""
    title: str
    url: str
    here: bool
    below: tuple[NearbyPage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class View(Questions):
    """One page while it is rendered. Its texts must be asked for in the order they are read."""

    context: Context
    path: str
    title: str = ""
    ref: str | None = None
    """The entry this is the page of."""
    trail: tuple[WebLink, ...] = ()
    before: WebLink | None = None
    after: WebLink | None = None
    local_notes: frozenset[str] = frozenset()
    moved_away: tuple[MovedAddress, ...] = ()
    """What this page held when it was published, and another holds now, or none."""
    markup: PageMarkup = field(init=False, repr=False)

    def __post_init__(self) -> None:
        context = self.context
        markup = PageMarkup(self.outline, self.href, context.words, self.path, local_notes=self.local_notes)
        object.__setattr__(self, "markup", markup)

    # -------------------------------------------------------------------------------------------- pages beside this one

    def beside(self) -> tuple[NearbyPage, ...]:
        """The pages of the same kind in their order, this one marked; of measures those of its pillar."""
        kind = self.entry(self.ref).kind if self.ref is not None else ""
        if kind == "measure":
            own = f"pillar:{self.value_of(self.ref).pillar}"  # type: ignore[arg-type]
            pillars = nearest(own, [f"pillar:{pillar.id}" for pillar in self.plan.pillars])
            return tuple(self._beside(pillar, opened=pillar == own) for pillar in pillars)
        if kind in ("actor", "audience"):
            return tuple(self._beside(f"actor:{actor.id}") for actor in self.plan.actors)
        if kind in ("challenge", "chapter", "subject", "programme"):
            return tuple(
                self._beside(ref) for ref in nearest(self.ref, [one.ref for one in self.outline.by_kind[kind]])
            )
        return ()

    def _beside(self, ref: str, *, opened: bool = False) -> NearbyPage:
        entry = self.entry(ref)
        below: Sequence[str] = ()
        if opened:
            below = nearest(self.ref, [f"measure:{measure.id}" for measure in self.measures_of(self.value_of(ref))])
        elif entry.kind == "actor":
            below = [f"audience:{one.id}" for one in self.plan.audiences if one.actor == entry.id]
        return NearbyPage(
            number=entry.number,
            title=entry.title,
            url=self.href(entry.url),
            here=ref == self.ref,
            below=tuple(self._beside(found) for found in below),
        )

    # -------------------------------------------------------------------------------------------- words and addresses

    def t(self, key: str, **values: object) -> Markup:
        """Words of the interface, in running text; what is filled in is escaped, unless it is markup already.

        Beside a plan in another language both say which they are, or they would be read out wrongly (WCAG 3.1.2).
        """
        languages = self.languages
        return languages.label(self.say(key, **{name: languages.inside(value) for name, value in values.items()}))

    def say(self, key: str, **values: object) -> Markup:
        """Words of the interface where no element can stand: in an attribute."""
        words = Markup(self.context.words[key])  # noqa: S704 - our own file, not the plan's
        return words.format(**{name: counted(value) for name, value in values.items()}) if values else words

    @property
    def editors(self) -> object:
        """Who read out of the plan what it does not say: by the name they give themselves, or by ours."""
        return self.plan.site.editors or self.say("editors")

    def aria(self, key: str, **values: object) -> Markup:
        """Words of the interface as the name of an element; what of the plan stands in it says so (``of_plan``)."""
        return Markup('aria-label="{}"{}').format(self.say(key, **values), self.languages.of_labels)

    def quoted(self, words: Iterable[str]) -> Markup:
        """Words of the plan one after the other, for a message with quotation marks around them."""
        return self.say("quoted_and").join(escape(self.languages.inside(word)) for word in words)

    @property
    def of_plan(self) -> Markup:
        """The attribute by which an element inside a named one is the plan's again."""
        return self.languages.of_plan

    def level(self, key: str, n: int) -> Markup:
        """What the plan calls the nth level from the pillars down, or the interface's word (``key``) for it."""
        levels = self.plan.levels
        return escape(levels[n]) if levels else self.t(key)

    def linked_title(self, link: WebLink) -> Markup:
        """The words of a link, which the plan has or the interface."""
        return self.languages.label(escape(link.title)) if link.label else escape(link.title)

    def href(self, url: str) -> str:
        """An address relative to the site's root, seen from this page."""
        return relative(self.path, url)

    def offered(self, file: str) -> bool:
        """Whether this file can be downloaded from the site."""
        return file in self.context.offered

    def to(self, ref: str) -> str:
        """The address of an entry, seen from this page."""
        return self.href(self.entry(ref).url)

    @property
    def languages(self) -> Languages:
        return self.context.languages

    @property
    def translation(self) -> Translation | None:
        """Of a plan in another language, what was translated."""
        return self.outline.index.translation

    @property
    def in_original(self) -> str:
        """This page of the original, which stands above all translations."""
        assert self.translation is not None
        return relative(f"{self.translation.language}/{self.path}", self.path)

    @property
    def original_name(self) -> str:
        """What the language of the original calls itself."""
        return self.context.original_name

    def renamed(self) -> Iterator[tuple[str, str]]:
        """Names on this page whose original was changed since: as they were translated, and the original's now."""
        translation = self.translation
        assert translation is not None
        shown = {owned.text.changed for owned in self.outline.index.texts}
        for text in translation.changed:
            entry = self.outline.entries.get(text.owner)
            if text.words not in shown and entry is not None and entry.page == self.path:
                yield translation.found[text].words, text.words

    @property
    def framework(self) -> Framework:
        return self.context.framework

    def mail_to(self, contact: Contact) -> str:
        """The address of a mail that says which page it is about."""
        about = f"{self.title} {self.plan.site.url or ''}{self.path}".strip()
        return f"mailto:{contact.mail}?subject={quote(about, safe='')}"

    def day(self, day: str) -> Markup:
        """A day of a field (``2026-02-01``) as people write it."""
        year, month, day_of_month = (int(part) for part in day.split("-"))
        return self.t("day", year=year, month=month, day=day_of_month)

    # -------------------------------------------------------------------------------------------- texts

    def text(self, text: Text | None) -> Markup:
        """Paragraphs, terms linked."""
        return self.markup.text(text)

    def inline(self, text: Text | None) -> Markup:
        """Without paragraphs and without links of our own: titles."""
        return self.markup.inline(text)

    def linked(self, text: Text | None) -> Markup:
        """Without paragraphs, terms linked: items, cells, actions."""
        return self.markup.inline(text, terms=True)

    def plain_inline(self, text: Text | None) -> str:
        """Only the words, where markup cannot stand (inside a link)."""
        return "".join(self.plain_paragraphs(text))

    def value(self, value: IndicatorValue | None) -> Markup:
        """A value as printed; what is not settled is marked."""
        if value is None:
            return Markup()
        if isinstance(value, Pending):
            return self.markup.pending(value.pending, value.note)
        return Markup("{}").format(value_text(value, self.plan.writing))

    def data_table(self, figure: Figure) -> tuple[tuple[DataCell, ...], ...]:
        """A figure's numbers, row by row."""
        return data_table(figure)

    def unit(self, unit: str) -> str:
        """The unit of the numbers that a name heads, as it stands behind the name."""
        return self.context.chart_words["unit"].format(unit=unit)

    def unheard_blanks(self, words: str) -> Markup:
        """Words of an open value where what is said of them already stands beside: 〇〇 is for the eye only."""
        return unheard_blanks(escape(words))

    def pending(self, value: Pending) -> Markup:
        """A value that is not settled."""
        return self.markup.pending(value.pending, value.note)

    def indicator_chart(self, indicator: Indicator, columns: Columns) -> Markup:
        """Baseline, target and actual as bars; nothing where there is nothing to compare."""
        title = self.plain_inline(indicator.title)
        chart = indicator_chart(title, indicator, columns, self.context.chart_words, self.plan.writing)
        return Markup(chart.svg) if chart is not None else Markup()  # noqa: S704 - made by ElementTree

    def figure_chart(self, figure: Figure) -> Markup:
        """A figure's numbers as a drawing."""
        if figure.data is None:
            return Markup()
        title = self.plain_inline(figure.title)
        chart = figure_chart(figure.id, title, figure.data, self.context.chart_words, self.plan.writing)
        return Markup(chart.svg)  # noqa: S704 - made by ElementTree

    def figure_diagram(self, figure: Figure) -> Markup:
        """A figure's diagram as a drawing."""
        title = self.plain_inline(figure.title)
        drawing = figure_diagram(title, figure, self.plain_inline, self.context.chart_words, self.plan.writing)
        return Markup(drawing.svg)  # noqa: S704 - made by ElementTree

    def picture(self, picture: Picture) -> tuple[PictureCopy, ...]:
        """The copies of a picture, the smallest first."""
        return self.context.pictures[picture.file]

    def form_of(self, diagram: Diagram) -> Form | None:
        """Which of the forms a diagram has."""
        return form_of(diagram)

    def years_of(self, period: Period) -> str:
        """From when until when a period of a timeline goes."""
        return years_of(period, self.plan.writing)

    def attributes(self, value: Attributed) -> tuple[GivenAttribute, ...]:
        """What an entry has of the attributes, in the order of the plan."""
        return attributes_of(self.plan, value)

    def leading(self, given: GivenAttribute) -> bool:
        """Whether the first of those chosen is said to lead."""
        return given.attribute.type == "department" and len(given.choices) > 1

    def year_tables(self, value: Attributed) -> tuple[YearTable, ...]:
        """Planned and actual values of an entry."""
        return year_tables(self.plan, value)

    def years_chart(self, ref: str, place: int, title: str, table: YearTable) -> Markup:
        """Planned and actual values as bars; nothing where there are not two numbers."""
        series = tuple(Series(name=name, values=values) for name, values in drawable(table))
        if not series:
            return Markup()
        data = FigureData(chart="bar", unit=table.values.unit, columns=table.columns, series=series)
        name = f"years-{ref.replace(':', '-')}-{place}"
        chart = figure_chart(name, title, data, self.context.chart_words, self.plan.writing)
        return Markup(chart.svg)  # noqa: S704 - made by ElementTree

    def tips(self) -> Iterator[tuple[str, Term]]:
        """The terms linked so far, each with the id of its explanation."""
        for ref in self.markup.linked:
            if ref.startswith("term:"):
                term: Term = self.value_of(ref)
                yield f"tip_{term.id}", term

    def named_here(self, kind: str) -> tuple[Entry, ...]:
        """The entries of a kind, terms or programmes, that this page's texts have named so far."""
        return tuple(self.entry(ref) for ref in self.markup.linked if ref.startswith(f"{kind}:"))

    def marked(self, note: str) -> bool:
        """Whether the note's mark stands on this page, so that one can go back to it."""
        return note in self.markup.marked

    # -------------------------------------------------------------------------------------------- places

    def printed(self, ref: str) -> int | str | None:
        """The page of the print draft an entry stands on."""
        return self.context.printed.get(ref)

    def sheet(self, ref: str) -> int | None:
        """The sheet of the PDF that page is."""
        return self.context.sheets.get(str(self.printed(ref)))

    def address(self, ref: str) -> str | None:
        """Where an entry stands; None for one that the plan no longer has."""
        entry = self.outline.entries.get(ref)
        return self.href(entry.url) if entry is not None else None

    @property
    def of_labels(self) -> Markup:
        """The attribute of an element that holds words of the interface."""
        return self.languages.of_labels

    def place(self, ref: str) -> NamedPlace:
        """Where an entry stands, for people."""
        entry = self.entry(ref)
        if ref in self.outline.index.actions:
            found = self.place_of(ref)
            within = self.label(f"measure:{found.measure}")
            return NamedPlace(url=self.href(entry.url), title=entry.title, within=within, actor=self.actor(found.actor))
        if entry.kind == "plan":
            return NamedPlace(url=self.href(entry.url), title=self.plan.site.name, within="")
        parent = self.titled_parent(entry)
        if not entry.title and parent is not None:  # a note or table without a title is named by what it stands in
            return NamedPlace(
                url=self.href(entry.url), title=f"{self.located(parent)} {entry.number}".strip(), within=""
            )
        within = ""
        if parent is not None:
            within = self.outline.place(parent.ref) if self.says_again(entry) else self.located(parent)
        return NamedPlace(url=self.href(entry.url), title=entry.label, within=within)

    def located(self, entry: Entry) -> str:
        """An entry by its title and the numbers of all it stands in: ``第2章2(1) 統計から見た状況``."""
        return f"{self.outline.place(entry.ref)} {entry.title}".strip() if entry.kind in _NUMBERED else entry.label

    def mention_links(self, refs: Iterable[str]) -> tuple[WebLink, ...]:
        """Links to the pages and sections that hold these places."""
        return tuple(
            WebLink(title=self.located(entry), url=self.href(url)) for url, entry in self.mention_pages(refs).items()
        )

    def written(self, key: Key, **values: object) -> Markup:
        """A text of the plan put together as its language does (``text/writing.yml``)."""
        return Markup(self.plan.writing.pattern(key)).format(**values)  # noqa: S704 - our own file, not the plan's

    def names(self, names: Iterable[str]) -> str:
        """Names of the plan one after the other."""
        return self.plan.writing.pattern("between-names").join(names)

    def row_anchor(self, row: str) -> str:
        """The anchor of a row of the syllabary, or of a letter."""
        return f"row_{ord(row):x}" if row else "row_others"

    def row_name(self, row: str) -> Markup:
        """The row's name as readers know it: あ行."""
        return self.t("kana_row", row=row) if row else self.t("kana_others")


def nearest(here: str | None, refs: Sequence[str]) -> Sequence[str]:
    """All of the refs, among which ``here`` is; where those are too many to list, the ones nearest to it."""
    if here is None or len(refs) <= LISTED_BESIDE:
        return refs
    first = min(max(refs.index(here) - LISTED_BESIDE // 2, 0), len(refs) - LISTED_BESIDE)
    return refs[first : first + LISTED_BESIDE]
