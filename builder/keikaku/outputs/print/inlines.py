"""The plan's Markdown as data for the print template: strings and nodes, nothing left to escape."""

from __future__ import annotations

from keikaku.outputs.print.nodes import (
    BreakNode,
    EmphasisNode,
    MarkNode,
    NoteAgainNode,
    NoteNode,
    ParagraphNode,
    PendingNode,
    PieceNode,
    ReferenceNode,
    Run,
    SpotNode,
    StrongNode,
    UrlNode,
)
from keikaku.outputs.print.phrased import ROOM, phrased
from keikaku.outputs.print.spots import find_spots, spot_key
from keikaku.plan import model
from keikaku.plan.model import At, Text
from keikaku.plan.outline import Outline
from keikaku.text.prose import (
    REFERENCE_SCHEMES,
    WEB_SCHEMES,
    Emphasis,
    Inline,
    Link,
    NoteMark,
    Strong,
    Unsettled,
    Words,
    parse,
    plain,
)
from keikaku.text.prose import Paragraph as Inlines


class Prose:
    """Renders texts of one plan.

    Remembers which notes have been called, so that the others can be set in place; which spots have been set: the page
    of each is where its text is set first; and the place of every piece that is to be set, which ``proof`` looks for in
    the finished print draft.
    """

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.called: set[str] = set()
        self.spots = find_spots(outline)
        self.placed: set[str] = set()
        self.pieces: list[At] = []
        """Where in the YAML each piece of the plan stands; its number is its index."""
        self._told: list[Run] = []
        self._notes = {
            definition.value.id: definition.value
            for definition in outline.index.definitions
            if isinstance(definition.value, model.Note)
        }

    def paragraphs(self, text: Text | None, *, marks: bool = True) -> list[Run]:
        """A text field; ``marks``: with invisible marks where the index finds terms and programmes."""
        if text is None:
            return []
        return self._runs(text, marks=marks, notes=True)

    def labels(self, text: Text | None) -> list[Run]:
        """A text field of few words, above what it names: each paragraph in phrases."""
        return [self.phrased(run) for run in self.paragraphs(text)]

    def title(self, text: Text | None, *, marks: bool = True) -> Run:
        """A title, its paragraphs joined, in phrases. A footnote cannot stand in a heading: its mark is left out.

        That its original has changed would be in the contents and every reference too: ``told`` says it.
        """
        if text is None:
            return []
        if text.changed is not None and marks:
            self._told.append(self._now(text.changed))
        return self.phrased([node for run in self._runs(text, marks=marks, notes=False) for node in run])

    def name(self, words: str) -> Run:
        """Words that are no text of the plan's Markdown, in phrases."""
        return self.phrased([words] if words else [])

    def phrased(self, run: Run, room: int = ROOM) -> Run:
        """A run whose lines end between phrases; ``room``: signs that any line has where it stands."""
        return phrased(run, self.outline.index.plan.writing, room)

    def told(self) -> list[ParagraphNode]:
        """Of a translation: what the originals of the titles set since this was asked last say now."""
        told, self._told = self._told, []
        return [ParagraphNode(run) for run in told]

    def _now(self, changed: str) -> Run:
        now = "".join(map(plain, parse(changed)))
        return [EmphasisNode([self.outline.index.plan.writing.say("original-changed", words=now)])]

    def cell(self, text: Text) -> Run:
        """A text in a table: paragraphs become lines."""
        return joined(self.paragraphs(text))

    def plain(self, text: Text) -> str:
        """The bare words of a text, with the numbers of notes: what a drawing holds."""

        def title(scheme: str, target: str) -> str:
            entry = self.outline.entries.get(f"{scheme}:{target}")
            return entry.title if entry is not None else ""

        def note(id: str) -> str:
            return self.outline.entries[f"note:{id}"].number

        return "".join(plain(paragraph, title, note) for paragraph in parse(text.markdown))

    def piece(self, at: At, runs: list[Run]) -> list[Run]:
        """Paragraphs whose ends are looked for in the finished print draft; what is empty needs no proof."""
        if not runs:
            return runs
        mark = PieceNode(self.place(at))
        first, *others = runs
        runs = [[mark, *first], *others]
        return [*runs[:-1], [*runs[-1], mark]]

    def place(self, at: At) -> int:
        """The number of a new piece."""
        self.pieces.append(at)
        return len(self.pieces) - 1

    def note(self, id: str) -> Run:
        """What a note says: its own words, or name and definition of its term."""
        note = self._notes[id]
        if note.term is None:
            return joined(self.paragraphs(note.text))
        term: model.Term = self.outline.index.entities[f"term:{note.term}"].value
        return [
            self.outline.index.plan.writing.say("labelled", label=term.name),
            *joined(self.paragraphs(term.definition)),
        ]

    def _runs(self, text: Text, *, marks: bool, notes: bool) -> list[Run]:
        runs = [self._run(paragraph, marks=marks, notes=notes) for paragraph in parse(text.markdown)]
        if text.changed is not None and notes:
            runs.append(self._now(text.changed))
        spot = self.spots.get(spot_key(text.at))
        if runs and spot is not None and spot not in self.placed:
            self.placed.add(spot)
            runs[0].insert(0, SpotNode(spot))
        return self.piece(text.at, runs)

    def _run(self, inlines: Inlines, *, marks: bool, notes: bool) -> Run:
        run: Run = []
        for inline in inlines:
            run.extend(self._inline(inline, marks=marks, notes=notes))
        return run

    def _inline(self, inline: Inline, *, marks: bool, notes: bool) -> Run:
        match inline:
            case Words(text):
                return self._words(text) if marks else [text]
            case Strong(children):
                return [StrongNode(self._run(children, marks=marks, notes=notes))]
            case Emphasis(children):
                return [EmphasisNode(self._run(children, marks=marks, notes=notes))]
            case Unsettled(children, _):
                return [PendingNode(self._run(children, marks=marks, notes=notes))]
            case NoteMark(id):
                return [self._call(id)] if notes else []
            case Link():
                return self._link(inline, marks=marks, notes=notes)

    def _link(self, link: Link, *, marks: bool, notes: bool) -> Run:
        words = self._run(link.children, marks=marks, notes=notes)
        if link.scheme in WEB_SCHEMES:
            return [UrlNode(f"{link.scheme}:{link.target}", words or [link.target])]
        entry = self.outline.entries.get(f"{link.scheme}:{link.target}")
        if link.scheme not in REFERENCE_SCHEMES or entry is None:
            return words
        return [ReferenceNode(entry.ref, words or [entry.title])]

    def _call(self, id: str) -> NoteNode | NoteAgainNode:
        number = self.outline.entries[f"note:{id}"].number
        if id in self.called:
            return NoteAgainNode(f"note:{id}", number)
        self.called.add(id)
        return NoteNode(f"note:{id}", number, self.note(id))

    def _words(self, text: str) -> Run:
        run: Run = []
        position = 0
        seen: set[str] = set()
        for found in self.outline.lexicon.find(text):
            if found.ref in seen:
                continue
            seen.add(found.ref)
            if found.start > position:
                run.append(text[position : found.start])
            run.append(MarkNode(found.ref))
            position = found.start
        run.append(text[position:])
        return run


def joined(paragraphs: list[Run]) -> Run:
    """Paragraphs as one run with line breaks between them."""
    run: Run = []
    for n, paragraph in enumerate(paragraphs):
        run.extend([BreakNode(), *paragraph] if n else paragraph)
    return run
