"""Lines of titles on paper end between phrases, wherever the plan puts a title; read back by poppler."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from keikaku.outputs.print import make_print_draft, print_draft_data
from keikaku.outputs.print.inlines import Prose
from keikaku.outputs.print.nodes import BreakNode, NoteAgainNode, PendingNode, Run, StrongNode, Wording, WordNode
from keikaku.outputs.print.phrased import phrased
from keikaku.pipeline import outline_of
from keikaku.plan.outline import Outline
from keikaku.resources import TEMPLATE_FOLDER
from keikaku.text.fonts import FontSet
from keikaku.text.phrases import phrase_breaks
from keikaku.text.writing import writing
from tests.print.extract import squeezed
from tests.print.test_nothing_is_lost import Word, assert_within_margins, words_of
from tests.specimens import REAL, TINY, TOP, outline

MORE = "、日頃の困りごとを受け止める地域福祉活動計画の推進と情報のやりとり、{}回"
"""Put behind every title, so that few have room in one line; with a number of its own."""
ENDS = frozenset(phrase_breaks(MORE.format("0000"), 4))
LARGE = [pytest.param(name, marks=pytest.mark.slow) for name in ("real", "aono", "aono-simple", "kaigo")]


@pytest.fixture(params=["tiny", *LARGE])
def plan(request: pytest.FixtureRequest) -> Outline:
    """Every plan in Japanese, and one in plain Japanese."""
    name, _, language = str(request.param).partition("-")
    found = outline({"tiny": TINY, "real": REAL}.get(name, TOP / "examples" / name / "plan"))
    return outline_of(found.index.translations[f"ja-{language}"]) if language else found


def test_no_title_is_torn_however_long(plan: Outline, fonts: FontSet, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers: set[str] = set()

    def longer(run: Run) -> Run:
        if not run:
            return run
        number = f"{len(numbers):04}"
        numbers.add(number)
        return [*run, MORE.format(number)]

    _put_before_phrases(longer, monkeypatch)
    pdf = make_print_draft(plan, TEMPLATE_FOLDER, fonts).pdf
    pages = list(words_of(pdf))
    found = [title for _, _, words in pages for title in _titles(words)]
    assert [lines for _, lines in found if any(at not in ENDS for at in _breaks(lines))] == []
    assert sum(len(lines) > 1 for _, lines in found) > len(numbers) / 2
    overleaf = numbers - {number for number, _ in found}
    ends = {number for _, _, words in pages for number in re.findall("([0-9]{4})回", "".join(w.text for w in words))}
    assert overleaf <= ends, "what ends overleaf is there"
    assert len(overleaf) <= 0.02 * len(numbers)
    assert_within_margins(pages)


def test_every_title_is_set_in_phrases(plan: Outline, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: set[str] = set()

    def told(run: Run) -> Run:
        seen.add(squeezed(_words(run)))
        return run

    _put_before_phrases(told, monkeypatch)
    print_draft_data(plan, TEMPLATE_FOLDER, appendix=True)
    titles = [line.text for line in plan.lines if line.role in ("heading", "label", "caption", "contents")]
    titles += [entry.title for entry in plan.entries.values() if entry.kind in ("term", "challenge", "indicator")]
    assert len(titles) > 20
    assert [title for title in titles if squeezed(title) not in seen] == []


def _put_before_phrases(change: Callable[[Run], Run], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ``change`` have whatever is set in phrases before it is."""
    made = Prose.phrased
    monkeypatch.setattr(Prose, "phrased", lambda prose, run, *room: made(prose, change(run), *room))


def _titles(words: list[Word]) -> Iterator[tuple[str, list[str]]]:
    """The number of each title on a page, and the lines of what was put behind it."""
    text = "".join(word.text for word in words)
    for match in re.finditer(MORE.format("([0-9]{4})"), text):
        lines: list[str] = []
        at, top = 0, 0.0
        for word in words:
            part = word.text[max(match.start() - at, 0) : max(match.end() - at, 0)]
            at += len(word.text)
            if part and lines and abs(word.top - top) < 2:
                lines[-1] += part
            elif part:
                lines.append(part)
                top = word.top
        yield match[1], lines


def _breaks(lines: list[str]) -> Iterator[int]:
    """The offsets at which the lines but the last end."""
    at = 0
    for line in lines[:-1]:
        at += len(line)
        yield at


def _words(run: Run) -> str:
    return "".join(
        node if isinstance(node, str) else _words(node.c) if isinstance(node, Wording) else "" for node in run
    )


def _shape(run: Run) -> str:
    """Its words in brackets, those inside of others too, and the kinds of other nodes."""
    return "".join(
        node if isinstance(node, str) else f"[{_shape(node.c)}]" if isinstance(node, WordNode) else f"<{node.t}>"
        for node in run
    )


@pytest.mark.parametrize(
    ("run", "shape"),
    [
        (["まち"], "まち"),
        (["地域福祉活動計画の推進"], "[[地域福祉][[活動][計画の]]][推進]"),
        (["「つながり」と、支え合い"], "「[つながり」と]、[支え合い]"),
        (["令和9年度 見込み"], "[令和9年度] [見込み]"),
        (["支援（制度の狭間の課題への支援）の推進"], "[支援]（[[制度の][狭間の][課題への][支援）の]][推進]"),
        (["要支援者名簿", NoteAgainNode("note:list", "1"), "の整備"], "[[要支援者][名簿<again>の]][整備]"),
        (["計画", PendingNode(["（案）"]), "の見直し"], "[計画][<pending>の][見直し]"),
        ([StrongNode(["支え合いのまち"]), "をつくる"], "[<strong>][<strong>を][つくる]"),
        (["見守り", BreakNode(), "活動"], "[見守り]<break>[活動]"),
    ],
)
def test_phrases_are_kept_and_the_parts_of_long_ones_too(run: Run, shape: str) -> None:
    """Signs beside which no line ends stand outside, and so does a space; the mark of a note stays with its word."""
    assert _shape(phrased(run, writing("ja"), 0)) == shape


def test_a_language_with_spaces_has_no_phrases_but_in_brackets() -> None:
    assert phrased(["Support for people"], writing("en")) == ["Support for people"]
    assert _shape(phrased(["Help (for those in need)"], writing("en"))) == "[Help] ([[for] [those] [in] [need]])"
