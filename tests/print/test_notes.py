"""A note is printed on the page of its mark, wherever the mark stands and whatever has to go to the next page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import count

import pytest

from keikaku.outputs.print import make_print_draft
from keikaku.resources import TEMPLATE_FOLDER
from keikaku.text.fonts import FontSet
from tests.print.conftest import Printed
from tests.print.extract import page_texts, squeezed
from tests.specimens import TINY, TOP, ChangedPlan, outline

_TABLE = "- table:\n    id: t{n}\n    title: 表\n    head: ['{head}', い]\n    rows:\n      - ['{cell}', え]\n"
_TABLE += "      - [う, え]\n" * 5
_FILLED = _TABLE.replace("{head}", "あ").replace("{cell}", "う")
_TWO = "    - list:\n        - 一つ\n        - 二つ\n"
_BESIDE = (
    "- side_by_side:\n    - title: 市\n      list: [一つ, 二つ]\n    - title: {title}\n      list: [一つ, '{item}']\n"
)
_LIST = "- list:\n" + "    - 一つです。\n" * 3
MARK = "印{n}号[^n{n}]"
BODIES = {
    "paragraph": f"- {MARK}。\n",
    "lead": f"- {MARK}。\n" + _FILLED,
    "label": f"- label: {MARK}\n" + _LIST,
    "item": f"- list:\n    - 一つです。\n    - text: {MARK}\n      items:\n        - 二つです。\n",
    "item below": f"- list:\n    - text: 一つです。\n      items:\n        - {MARK}\n        - 二つです。\n",
    "facts": f"- facts:\n    - label: 期間\n      text: 五年\n    - label: 場所\n      text: {MARK}\n",
    "head of a table": _TABLE.replace("{head}", MARK).replace("{cell}", "う"),
    "cell": _TABLE.replace("{head}", "あ").replace("{cell}", MARK),
    "source of a table": f"{_FILLED}    source: {MARK}\n",
    "title of a box": f"- box: {MARK}\n  kind: column\n  body:\n    - 文です。\n    - 文です。\n",
    "box": f"- box: 箱\n  kind: column\n  body:\n    - 文です。\n    - {MARK}。\n",
    "label in a box": f"- box: 箱\n  kind: case\n  body:\n    - label: {MARK}\n" + _TWO,
    "lead in a box": f"- box: 箱\n  kind: case\n  body:\n    - {MARK}。\n" + _TWO,
    "quotation": f"- quotation: 一人でも話せます。{MARK}。\n  by: 八十二歳の人\n",
    "speaker": f"- quotation: 一人でも話せます。\n  by: {MARK}\n",
    "title beside another": _BESIDE.replace("{title}", MARK).replace("{item}", "二つ"),
    "item beside another": _BESIDE.replace("{title}", "町").replace("{item}", MARK),
    "title of an article": f"- articles:\n    - title: {MARK}\n      paragraphs: [一つ。, 二つ。]\n",
    "article": f"- articles:\n    - title: 設置\n      paragraphs: [一つ。, '{MARK}。']\n",
    "signature": f"- signature:\n    - 令和八年三月\n    - {MARK}\n",
    "statement": "- figure: f{n}\n",
    "remark": "- figure: f{n}\n",
}
FIGURE = "id: f{n}\ntitle: 図\nstatus: missing\nstatement: {statement}\nsource: 架空の調査\nremarks:\n  - {remark}\n"
ACTIONS = {
    "action": f"    - 一つします。\n    - 二つします。{MARK}。\n",
    "one of many actions": "    - 一つします。\n" * 4 + f"    - 二つします。{MARK}。\n",
    "headline of an action": f"    - 一つします。\n    - text: {MARK}\n      detail: 細かなことです。\n",
    "detail of an action": f"    - 一つします。\n    - text: 二つします。\n      detail: 細かなことです。{MARK}。\n",
    "action of a group": f"    - group: 組\n      actions:\n        - {MARK}。\n        - 二つします。\n",
    "purpose": "    - 一つします。\n",
}
_NOTES = "- notes:\n    - id: n{n}\n      text: 注の文{n}。\n"
_LINE = "- 文です。\n"
_HEIGHTS = (30, 32, 34, 31, 33, 35)
"""Of lines above: the mark then stands on the last lines of a page, or goes to the next. `make fuzz` tries them all."""


def _indented(text: str, by: int) -> str:
    return "".join(" " * by + line for line in text.splitlines(keepends=True))


def _chapter(place: str, n: int, lines: int) -> dict[str, str]:
    """A chapter of its own, which begins a page: so many lines, then the mark."""
    body = _indented(_LINE * lines + BODIES[place].format(n=n) + _NOTES.format(n=n), 6)
    files = {
        f"chapters/c{n}.yml": f"id: c{n}\ntitle: 章\nsections:\n  - id: first{n}\n    title: 節\n    body:\n{body}"
    }
    if "figure" in BODIES[place]:
        said = {"statement": "述べます。", "remark": "述べます。", place: MARK.format(n=n)}
        files[f"figures/f{n}.yml"] = FIGURE.format(n=n, **said)
    return files


def _measure(place: str, n: int, lines: int) -> dict[str, str]:
    """A measure, which begins no page: so many lines, then the actions with the mark."""
    purpose = MARK.format(n=n) if place == "purpose" else "します。"
    return {
        f"measures/m{n}.yml": f"id: m{n}\ntitle: 施策{n}\nreading: しさく\npillar: near\npurpose: {purpose}\nbody:\n"
        f"{_indented(_LINE * lines, 2)}actions:\n  neighbours:\n{ACTIONS[place].format(n=n)}"
        f"after:\n{_indented(_NOTES.format(n=n), 2)}"
    }


def marks_everywhere(heights: Sequence[int]) -> dict[str, str | None]:
    """Changed files of the tiny plan: at every height a mark of each kind of place, each with a note of its own."""
    files: dict[str, str | None] = {}
    order = {"chapters": "", "measures": ""}
    number = count()
    for kind, places, made in (("chapters", BODIES, _chapter), ("measures", ACTIONS, _measure)):
        for place in places:
            for lines in heights:
                n = next(number)
                files |= made(place, n, lines)
                order[kind] += f"    - {kind[0]}{n}\n"
    plan = (TINY / "plan.yml").read_text("utf-8")
    for kind, listed in order.items():
        assert f"  {kind}:\n" in plan
        plan = plan.replace(f"  {kind}:\n", f"  {kind}:\n{listed}")
    return {**files, "plan.yml": plan}


def _pages_of(pattern: str, pages: dict[str, str]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for label, text in pages.items():
        for match in re.finditer(pattern, text):
            found.setdefault(int(match[1]), set()).add(label)
    return found


@pytest.mark.slow
@pytest.mark.sweep
def test_a_note_goes_with_its_mark(
    changed_plan: ChangedPlan, fonts: FontSet, seeds: Callable[[int, int], range]
) -> None:
    heights = [_HEIGHTS[seed % len(_HEIGHTS)] for seed in seeds(3, len(_HEIGHTS))]
    plan = outline(changed_plan(marks_everywhere(heights)))
    book = make_print_draft(plan, TEMPLATE_FOLDER, fonts)
    pages = {label: squeezed(text) for label, text in page_texts(book.pdf).items()}
    marks = _pages_of(r"印(\d+)号", pages)
    assert len(marks) == len(heights) * (len(BODIES) + len(ACTIONS))
    assert marks == _pages_of(r"注の文(\d+)。", pages)


def _all_with_their_marks(printed: Printed) -> None:
    used = {reference.ref for reference in printed.outline.index.references if reference.ref.startswith("note:")}
    assert used
    for ref in used:
        number = printed.outline.entries[ref].number
        assert printed.pages[printed.book.pages[ref]].count(number) > 1, ref


def test_every_note_of_a_plan_stands_on_the_page_of_its_mark(printed: Printed) -> None:
    _all_with_their_marks(printed)


@pytest.mark.slow
def test_so_does_every_note_of_a_plan_in_english(fonts: FontSet) -> None:
    plan = outline(TOP / "examples" / "council" / "plan")
    _all_with_their_marks(Printed(plan, make_print_draft(plan, TEMPLATE_FOLDER, fonts)))
