"""Plans with something done to them at random, anywhere: for sweeps over whatever people and programs leave behind.

A mutant is known by its plan and its seed alone, so any of them can be made again.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from keikaku.diagnostics.source import Position, Source
from keikaku.pipeline import Loaded, load
from keikaku.yaml.entries import in_memory
from tests.specimens import REAL, TINY, TOP

PLANS: Mapping[str, Path] = {
    "shiominami": TINY,
    **{name: TOP / "examples" / name / "plan" for name in ("aono", "kaigo", "council")},
    "kurume": REAL,
}
Files = dict[str, str]

SNIPPETS = (
    *(
        "",
        "\n",
        "  ",
        "\t",
        ":",
        ": ",
        "：",
        "- ",
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
        "|",
        ">",
        "#",
        "*a",
        "&a ",
        "!",
        "%",
        "@",
    ),
    *(
        "{}",
        "[]",
        "[{}]",
        "- {}\n",
        "~",
        "null",
        "true",
        "0",
        "-1",
        "1.50",
        "1e9",
        "x",
        "字",
        "0x1F",
        ".nan",
        "2026-02-30",
    ),
    *(
        "[^x]",
        "[](term:x)",
        "[x](measure:tea)",
        '[〇〇](pending:"x")',
        "**",
        "~~",
        "｜青野《あおの》",
        "〇",
        "●●",
        "（再掲）",
    ),
    *(
        "葛\U000e0100",
        "辻\ufe00",
        "⾼",
        "\ufa19",
        "か\u3099",
        "\u3164",
        "\u200b",
        "\U0001f600",
        "\ue000",
        "\u202e",
        "\u00a0",
    ),
    *(
        "令和3年度（2020年度）",
        "平成32年",
        "第5章5(2)",
        "図3",
        "。。",
        "（",
        "」",
        "500%",
        "第{n}",
        "{p}-{m}",
        "{c}{n}",
        "{",
        "available",
        "ａｂ",
        "\r",
        "\u0085",
        "\u2028",
    ),
)


READINGS = """readings:
  - word: 茶話会
    reading: さわかい
  - word: 朝
    within: 朝の市
    reading: あさ
    confirmed: false
"""
ADDRESSES = """removed:
  - action:bell
published:
  - measures/tea/ measure:tea お茶を飲む
  - measures/coffee/ measure:coffee コーヒーを飲む
  - measures/patrol/#bell action:bell 鐘を鳴らします。
"""
PUBLISHED = {
    "readings.yml": lambda _: READINGS,
    "addresses.yml": lambda _: ADDRESSES,
    "measures/tea.yml": lambda text: f"{text}former:\n  - coffee\n",
    "plan.yml": lambda text: (
        text.replace("language: ja\n", "language: ja\nlabels: en\n")
        .replace("  licence:", "  url: https://plan.example.jp/\n  licence:")
        .replace("numbering:\n", "numbering:\n  appendix: 付録{n}\n  article: 第{n}\n")
    ),
}
"""What the tiny plan has as well, so that the plans together use every field: it has been published, with readings."""


@cache
def kept(name: str) -> Mapping[str, bytes]:
    """The files of a plan."""
    paths = sorted(path for path in PLANS[name].rglob("*") if path.is_file())
    found = {path.relative_to(PLANS[name]).as_posix(): path.read_bytes() for path in paths}
    more = PUBLISHED if name == "shiominami" else {}
    return found | {way: change(found.get(way, b"").decode()).encode() for way, change in more.items()}


@cache
def texts(name: str) -> Files:
    """Those that can be typed in; a table as an older spreadsheet saves it, too."""
    found = {way: raw for way, raw in kept(name).items() if way.endswith((".yml", ".csv"))}
    return {way: raw.decode("utf-8" if way.endswith(".yml") else "cp932") for way, raw in found.items()}


@cache
def sources(name: str) -> Mapping[str, Source]:
    """The files of YAML of a plan as read, with the place of every value."""
    found = loaded(kept(name)).sources.files
    return {one.path.removeprefix("plan/"): one for one in found if one.path.endswith(".yml")}


@cache
def _by_key(name: str) -> Mapping[str, tuple[str, ...]]:
    """What stands behind each key anywhere in a plan, as it is written."""
    said: dict[str, set[str]] = {}
    for source in sources(name).values():
        for key, at in _places(source):
            said.setdefault(key, set()).add(source.text[at.value_start : at.value_end])
    return {key: tuple(sorted(values)) for key, values in said.items()}


def _places(source: Source) -> Iterator[tuple[str, Position]]:
    """Of values: the last key on the way to it, and where it stands."""
    for path, at in source.positions.items():
        yield next((step for step in reversed(path) if isinstance(step, str)), ""), at


def _at(name: str, file: str, choose: random.Random) -> tuple[str, Position] | None:
    places = list(_places(sources(name)[file])) if file in sources(name) else []
    return choose.choice(places) if places else None


def _another(name: str, file: str, text: str, choose: random.Random) -> str:
    """A value that stands behind the same key elsewhere."""
    if (found := _at(name, file, choose)) is None:
        return text
    key, at = found
    return text[: at.value_start] + choose.choice(_by_key(name)[key]) + text[at.value_end :]


def _odd(name: str, file: str, text: str, choose: random.Random) -> str:
    if (found := _at(name, file, choose)) is None:
        return text
    return text[: found[1].value_start] + choose.choice(SNIPPETS) + text[found[1].value_end :]


def _typed(name: str, file: str, text: str, choose: random.Random) -> str:
    """Signs put somewhere, some of what stood there cut."""
    start = choose.randrange(len(text) + 1)
    return text[:start] + choose.choice(SNIPPETS) + text[start + choose.choice((0, 0, 1, 1, 2, 5, 30)) :]


def _lines(name: str, file: str, text: str, choose: random.Random) -> str:
    """A few lines taken away, doubled, moved, further in or out, or made a comment."""
    lines = text.split("\n")
    start = choose.randrange(len(lines))
    some = lines[start : start + choose.choice((1, 1, 1, 2, 3, 8))]
    changed = choose.choice(
        (
            [],
            some * 2,
            some[::-1],
            [f"  {line}" for line in some],
            [line.removeprefix("  ") for line in some],
            [f"# {line}" for line in some],
            [re.sub(r"^(\s*)- ", r"\1", line) for line in some],
            [re.sub(r": .*", ":", line) for line in some],
            [line.replace(",", "") for line in some],
        )
    )
    rest = lines[:start] + lines[start + len(some) :]
    to = choose.choice((start, start, start, choose.randrange(len(rest) + 1)))
    return "\n".join(rest[:to] + changed + rest[to:])


CHANGES: tuple[Callable[[str, str, str, random.Random], str], ...] = (_another, _another, _odd, _typed, _lines)


def mutant(name: str, seed: int) -> dict[str, bytes]:
    """The files of a plan after one to three changes; seldom a file is gone, or under another name."""
    choose = random.Random(f"{name} {seed}")
    before = texts(name)
    changed = dict(before)
    for _ in range(choose.choice((1, 1, 1, 2, 3))):
        file = choose.choice(sorted(changed))
        match choose.randrange(25):
            case 0:
                del changed[file]
            case 1:
                changed[choose.choice(sorted(before))] = changed[file]
            case _ if changed[file] == before.get(file):
                changed[file] = choose.choice(CHANGES)(name, file, changed[file], choose)
            case _:
                changed[file] = choose.choice((_typed, _lines))(name, file, changed[file], choose)
    others = {way: raw for way, raw in kept(name).items() if way not in before or changed.get(way) == before[way]}
    return {**others, **{way: text.encode("utf-8") for way, text in changed.items() if way not in others}}


def loaded(files: Mapping[str, bytes]) -> Loaded:
    return load(in_memory(files), display="plan")
