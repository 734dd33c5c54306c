"""Prove a transcription: every sentence, list item and table cell of the source occurs in the plan, in order.

Source and plan are cut into the same pieces (sentences and cells), brought to one spelling where the difference is the
conversion's and not the document's (white space, bullets, width of brackets, numbers of notes and pages), and laid side
by side. What differs is missing, added or reordered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

from keikaku.dataclass import dataclass
from keikaku.patterns import regex
from keikaku.plan.outline import Outline

_CROSS_LISTED = "【再掲】"
_PAGE_OF_CROSS_LISTING = regex(r"【再掲[^【】]*】")
_CELL_BORDER = regex(r"\t|</?(?:ul|li)\b[^<>]*>|\s・")
"""A list inside a table cell came through as HTML or as ``・`` between spaces."""
_BULLET = regex(r"^(?:[-・○]\s*)+")
_PAGE_COLUMN = regex(r"\bP$")
_NOTE_NUMBER = regex(r"※[0-9₀-₉]*")
_SPACE = regex(r"\s+")
_SENTENCE = regex(r"[^。]+。?")
_ONE_SPELLING = str.maketrans("（）０１２３４５６７８９", "()0123456789", "<>＜＞〈〉《》")


@dataclass(frozen=True, slots=True)
class SourcePiece:
    """A sentence, item or cell in its common spelling, and where it came from (line of the source, or ref)."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What the comparison found; all empty: the plan holds the whole source and nothing else."""

    missing: tuple[SourcePiece, ...]
    added: tuple[SourcePiece, ...]
    reordered: tuple[SourcePiece, ...]
    unapplied: tuple[str, ...]
    """Ids of errata whose source words do not occur just once in the source."""
    pieces: int
    """How many pieces of the source were looked for."""

    @property
    def complete(self) -> bool:
        """Whether plan and source say the same."""
        return not (self.missing or self.added or self.reordered or self.unapplied)


def verify(outline: Outline, source: str) -> Verification:
    """Compare a composed plan with the text it was transcribed from.

    Errata marked certain are applied to the source first. The captions of lost figures and everything else the editors
    named themselves may be absent from the source; a caption that is in the source must be in its place.
    """
    corrected, unapplied = _apply_errata(outline, source)
    wanted = _source_pieces(corrected)
    optional = Counter(
        piece.text for line in outline.lines if line.role == "caption" for piece in _cut(line.text, line.entry)
    )
    found = [piece for line in _plan_lines(outline) for piece in _cut(*line)]
    missing: list[SourcePiece] = []
    added: list[SourcePiece] = []
    matcher = SequenceMatcher(None, [piece.text for piece in wanted], [piece.text for piece in found], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            missing.extend(wanted[i1:i2])
            added.extend(found[j1:j2])
    both = Counter(piece.text for piece in missing) & Counter(piece.text for piece in added)
    reordered, left = _take(missing, both)
    _, extra = _take(added, both)
    _, extra = _take(extra, optional)
    return Verification(tuple(left), tuple(extra), tuple(reordered), unapplied, len(wanted))


def _take(pieces: Iterable[SourcePiece], wanted: Counter[str]) -> tuple[list[SourcePiece], list[SourcePiece]]:
    """Split pieces into those counted in ``wanted`` (each as often as counted) and the rest."""
    left = wanted.copy()
    taken, rest = [], []
    for piece in pieces:
        if left[piece.text] > 0:
            left[piece.text] -= 1
            taken.append(piece)
        else:
            rest.append(piece)
    return taken, rest


def _apply_errata(outline: Outline, source: str) -> tuple[str, tuple[str, ...]]:
    unapplied = []
    for erratum in outline.index.plan.errata:
        if source.count(erratum.source) != 1:
            unapplied.append(erratum.id)
        elif erratum.certain:
            source = source.replace(erratum.source, erratum.corrected)
    return source, tuple(unapplied)


def _source_pieces(source: str) -> list[SourcePiece]:
    pieces: list[SourcePiece] = []
    for number, line in enumerate(source.splitlines(), 1):
        for cell in _CELL_BORDER.split(line):
            words = _PAGE_COLUMN.sub("", _BULLET.sub("", cell.strip()))
            if words.strip(" .…"):
                pieces.extend(_cut(words, str(number)))
    return pieces


def _plan_lines(outline: Outline) -> Iterable[tuple[str, str]]:
    """The words of each line as print shows them, number included, and the place to name."""
    contents_title = False
    for line in outline.lines:
        if line.role == "contents" and not contents_title:
            contents_title = True
            yield "目次", "plan"
        # A challenge is numbered before its title as in print: 課題①, then the words.
        if line.role == "heading" and line.entry.startswith("challenge:"):
            yield line.number, line.entry
            yield line.text, line.entry
        else:
            # A note's own number goes here: before words that begin with a digit it could not be recognised later.
            # The number of a figure is ours: in the source it went with the picture.
            number = "" if line.role in ("note", "caption") else line.number
            yield number + line.text + (_CROSS_LISTED if line.cross_listing else ""), line.entry


def _cut(text: str, place: str) -> Iterable[SourcePiece]:
    text = _PAGE_OF_CROSS_LISTING.sub(_CROSS_LISTED, text)
    text = _SPACE.sub("", _NOTE_NUMBER.sub("", text.translate(_ONE_SPELLING)))
    text = _BULLET.sub("", text)
    for sentence in _SENTENCE.findall(text):
        if sentence.strip(".…"):
            yield SourcePiece(sentence, place)
