"""The print draft: ``Outline`` → data → PDF. The engine numbers pages; every other number is the outline's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from keikaku.dataclass import dataclass
from keikaku.messages import interface_language, load_messages
from keikaku.outcome import FaultyInputError
from keikaku.outputs.interface import interface_messages
from keikaku.outputs.print import lists, proof
from keikaku.outputs.print.body import Body
from keikaku.outputs.print.glossary import glossary
from keikaku.outputs.print.inlines import Prose, joined
from keikaku.outputs.print.nodes import (
    DocumentData,
    DraftData,
    FuriganaData,
    HeadingNode,
    LabelNode,
    LeafletData,
    Node,
    OriginalData,
    ParagraphNode,
    ReferenceNode,
)
from keikaku.outputs.print.parts import MOST, is_long, typeset_parts
from keikaku.outputs.print.pictures import COVER, picture_node
from keikaku.outputs.print.typeset import Typeset, typeset, typeset_pages
from keikaku.patterns import regex
from keikaku.plan.languages import beyond_japanese_faces, printed_labels
from keikaku.plan.outline import Outline
from keikaku.plan.walk import includes
from keikaku.text.breaking import GLUED
from keikaku.text.fonts import FontSet
from keikaku.text.glyphs import is_ordinary, without_glyph
from keikaku.text.left_over import JAPANESE, letters_left
from keikaku.text.writing import Key

__all__ = [
    "PrintDraft",
    "make_actor_leaflet",
    "make_measure_leaflet",
    "make_print_draft",
    "printed_pages",
    "unprintable",
]

_WRITTEN: tuple[Key, ...] = ("labelled", "group", "in-brackets", "between-names")
"""What the template puts together as the plan's language does (``text/writing.yml``)."""
_MEANT = regex(r"[\\.+*?()|\[\]{}^$#&~-]")
"""What a regular expression would take for more than a sign."""
_LONG = regex(GLUED + "{40}")
"""What has no place to be broken may be longer than a line. To let the engine look for it costs 50 ms."""


Furigana = Mapping[str, Sequence[tuple[str, str]]]
"""Word → its pieces, each with the kana to be set over it, if any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintDraft:
    """A finished PDF."""

    pdf: bytes
    pages: Mapping[str, str]
    """Ref of an entry → the number printed on the page it begins on. What is not printed as such (an audience,
    a subject) has none. Of the parts around the chapters too: ``part:glossary``."""
    fonts: FontSet
    furigana: Furigana
    """What is printed over which words; empty in an ordinary print."""


def make_print_draft(
    outline: Outline,
    templates: Path,
    fonts: FontSet,
    *,
    appendix: bool = True,
    furigana: Furigana | None = None,
    most: int = MOST,
) -> PrintDraft:
    """The whole plan as a PDF.

    Raises ``FaultyInputError`` where the plan asks for what cannot be printed (a table wider than any page), and
    ``TemplateError`` where the template is wrong.

    ``templates``: the folder ``site_templates``; ``appendix``: with what is not settled and the corrections;
    ``furigana``: what to set over kanji; ``most``: characters that are set in one run of the engine.
    """
    outline = _with_shown_labels(outline, templates, fonts)
    prose = Prose(outline)
    data = print_draft_data(outline, templates, prose, appendix=appendix, furigana=furigana or {})
    template = templates / "print" / "print_draft.typ"
    done = typeset_parts(template, data, fonts, most) if is_long(outline, most) else typeset(template, data, fonts)
    return _proven(done, prose, fonts, furigana or {})


def unprintable(outline: Outline, templates: Path, fonts: FontSet) -> tuple[str, ...]:
    """What the fonts lack of a translation and its interface; of an original ``check`` tells (``missing-glyph``)."""
    if outline.index.translation is None:
        return ()
    words = load_messages(templates / "messages", outline.index.plan.interface, "print", outline.index.plan.language)
    texts = (text for text in (*words.values(), *(line.text for line in outline.shown)) if not is_ordinary(text))
    return tuple(dict.fromkeys(sign for text in texts for sign in without_glyph(text, fonts)))


def printed_pages(outline: Outline, templates: Path, fonts: FontSet, *, most: int = MOST) -> Mapping[str, str]:
    """``PrintDraft.pages`` of the whole plan with its appendix, without making the PDF; ``most`` as there."""
    data = print_draft_data(_with_shown_labels(outline, templates, fonts), templates, appendix=True)
    template = templates / "print" / "print_draft.typ"
    if is_long(outline, most):
        return typeset_parts(template, data, fonts, most, pdf=False).pages
    return typeset_pages(template, data, fonts)


def print_draft_data(
    outline: Outline,
    templates: Path,
    prose: Prose | None = None,
    *,
    appendix: bool,
    furigana: Furigana = MappingProxyType({}),
) -> DraftData:
    """What the template reads. A ``prose`` that has set nothing yet then knows all of its pieces."""
    prose = prose or Prose(outline)
    titles = [prose.phrased(joined(prose.paragraphs(title, marks=False))) for title in outline.index.plan.titles]
    body = _body(outline, templates, prose).chapters()
    terms = [] if includes(outline.index, "glossary") else glossary(outline, prose)
    unsettled = lists.unsettled(outline, prose) if appendix else []
    return DraftData(
        document=_document(outline, templates, furigana),
        titles=titles,
        cover=picture_node(outline.index, prose, cover, COVER) if (cover := outline.index.plan.cover) else None,
        contents=lists.contents(outline, prose, body),
        figures=lists.listed(outline, prose, ("figure",)),
        tables=lists.listed(outline, prose, ("table", "indicator-group")),
        body=body,
        marks=lists.marks([body, *titles], listed=bool(unsettled)),
        glossary=terms,
        index=lists.index(outline, prose),
        unsettled=unsettled,
        errata=lists.errata(outline, prose) if appendix else [],
        contacts=lists.contacts(outline, prose),
    )


def make_measure_leaflet(outline: Outline, templates: Path, id: str, print_draft: PrintDraft) -> PrintDraft:
    """One measure on its own. ``print_draft``: the whole plan, to whose pages 再掲 refers."""
    outline = _with_shown_labels(outline, templates, print_draft.fonts)
    prose = Prose(outline)
    body = _body(outline, templates, prose)
    nodes = body.uncalled(body.measures.measure(outline.index.entities[f"measure:{id}"].value, 1))
    return _leaflet(outline, templates, prose, nodes, outline.entries[f"measure:{id}"].label, print_draft)


def make_actor_leaflet(outline: Outline, templates: Path, id: str, print_draft: PrintDraft) -> PrintDraft:
    """What one actor does, measure by measure. ``print_draft``: the whole plan, to whose pages 再掲 refers."""
    outline = _with_shown_labels(outline, templates, print_draft.fonts)
    prose = Prose(outline)
    actor = outline.index.entities[f"actor:{id}"].value
    title = prose.title(actor.heading, marks=False)
    head = HeadingNode(ref=f"actor:{id}", kind="chapter", level=1, number="", c=title)
    nodes: list[Node] = [head, *_body(outline, templates, prose).measures.of_actor(actor, 2)]
    return _leaflet(outline, templates, prose, nodes, actor.name, print_draft)


def make_easy_leaflet(outline: Outline, templates: Path, print_draft: PrintDraft) -> PrintDraft:
    """What the editors say in plain words, in the order of the plan, each below the title of its entry."""
    outline = _with_shown_labels(outline, templates, print_draft.fonts)
    prose = Prose(outline)
    words = interface_messages(templates / "messages", outline.index.plan, "print")
    nodes: list[Node] = [
        HeadingNode(ref="easy", kind="chapter", level=1, number="", c=[words["easy"]]),
        ParagraphNode([words["easy-intro"]]),
    ]
    for ref, text in sorted(outline.index.plain_words(), key=lambda one: outline.order[one[0]]):
        entry = outline.entries[ref]
        vision = outline.index.plan.vision
        title = vision.statement.text.plain if vision and entry.kind == "plan" else entry.label
        nodes.append(LabelNode([ReferenceNode(ref, prose.name(title))]))
        nodes.extend(ParagraphNode(run) for run in prose.paragraphs(text))
    return _leaflet(outline, templates, prose, nodes, words["easy"], print_draft)


def _with_shown_labels(outline: Outline, templates: Path, fonts: FontSet) -> Outline:
    plan = outline.index.plan
    labels = printed_labels(plan, templates / "messages", fonts)
    if labels == plan.interface:
        return outline
    return replace(outline, index=replace(outline.index, plan=replace(plan, labels=labels)))


def _body(outline: Outline, templates: Path, prose: Prose) -> Body:
    return Body(outline, prose, load_messages(templates / "messages", outline.index.plan.interface, "chart"))


def _leaflet(
    outline: Outline, templates: Path, prose: Prose, nodes: list[Node], title: str, print_draft: PrintDraft
) -> PrintDraft:
    document = _document(outline, templates, print_draft.furigana)
    data = LeafletData(document=document, body=nodes, subject=title, pages=dict(print_draft.pages))
    done = typeset(templates / "print" / "leaflet.typ", data, print_draft.fonts)
    return _proven(done, prose, print_draft.fonts, print_draft.furigana)


def _document(outline: Outline, templates: Path, furigana: Furigana) -> DocumentData:
    plan = outline.index.plan
    languages = dict.fromkeys((plan.language, plan.interface))
    words = interface_messages(templates / "messages", plan, "print")
    original = outline.index.translation.of.plan.language if outline.index.translation else None
    letters = letters_left(plan.language, original) if original else None
    return DocumentData(
        name=outline.title,
        glued=GLUED,
        torn=any(_LONG.search(line.text) for line in outline.lines),
        status=plan.status if original is None else words["translated"].format(status=plan.status),
        date=plan.date,
        organisations=plan.organisations,
        language=plan.language,
        labels=plan.interface,
        spared=[tag for tag in languages if beyond_japanese_faces(tag, templates / "messages")],
        writing={key: plan.writing.pattern(key) for key in _WRITTEN},
        spaced=plan.writing.spaced,
        colour=plan.site.colours.light,
        words=dict(words),
        unreviewed=interface_language(templates / "messages", plan.interface).unreviewed,
        furigana=FuriganaData(_pattern(furigana), furigana) if furigana else None,
        original=OriginalData(language=original, run=JAPANESE, letters=letters) if original and letters else None,
    )


def _proven(done: Typeset, prose: Prose, fonts: FontSet, furigana: Furigana) -> PrintDraft:
    if faults := proof.faults(prose.pieces, done.marks, done.sizes):
        raise FaultyInputError(faults, {at.source.path: at.source.text for at in prose.pieces})
    return PrintDraft(pdf=done.pdf, pages=done.pages, fonts=fonts, furigana=furigana)


def _pattern(words: Iterable[str]) -> str:
    """A regular expression of the engine's that finds the longest word at each place."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(_MEANT.sub(lambda sign: f"\\{sign[0]}", word) for word in longest)
