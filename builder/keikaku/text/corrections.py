"""What a dictionary cannot know of a word in its place: 他の is ほかの, その他 そのた, 3人 さんにん, 住民の方 かた.

A correction names a word and its reading, and where needed the words around it. Those that hold in any Japanese text
are here; those of one plan stand in its ``readings.yml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field

from keikaku.dataclass import dataclass
from keikaku.patterns import regex
from keikaku.text.letters import KANJI
from keikaku.text.lexicon import WordSet

_DIGIT = "0-9０-９"
_JOINED = regex(f"(?!等)[{KANJI}{_DIGIT}〇○◯]")
"""Beside a word of one character: it is then part of a longer one. 等 only hangs on to it."""

_IN_CONTEXT: tuple[tuple[str, str, str, str], ...] = (
    ("", "身近", "", "みぢか"),
    ("(?<=近所)", "付き合い", "", "づきあい"),
    ("(?<=位置)", "付け", "(?!る)", "づけ"),
    ("(?<=位置)", "付ける", "", "づける"),
    (f"(?<=[{KANJI}])", "不足", "", "ぶそく"),
    ("(?<!その)", "他", "(?=[のにはも])", "ほか"),
    ("(?<=の)", "下", "(?=[に、])", "もと"),
    ("(?<=[国県州洋系])", "人", "", "じん"),
    ("(?<=[たいるなの])", "方", "(?=[がはをもにへと々(（、。])(?!がよ|が良|がい|が望)", "かた"),
    ("(?<![にへてで])", "行っ", "(?=[てた])", "おこなっ"),
    ("(?<=[いきしちにりみび])(?<!より)", "得る", "", "うる"),
    ("", "前", "(?=計画|回計画)", "ぜん"),
    ("(?<=[究療練])", "所", "", "じょ"),
    (f"(?<![{KANJI}{_DIGIT}])", "節", "(?=[のでがをには、])", "せつ"),
    ("", "保健所", "", "ほけんじょ"),
    ("", "避難所", "", "ひなんじょ"),
    ("", "日本", "", "にほん"),
    ("", "何", "(?=か(?![所月国年条])|[をがもに])", "なに"),
    ("", "一度", "", "いちど"),
    (f"(?<![{KANJI}])", "値", "(?=[のはをが、])", "あたい"),
    ("(?<=で)", "開け", "", "ひらけ"),
    ("(?<=その)", "後", "(?!ろ)", "ご"),
)
"""What stands before a word, the word, what stands after it; and how it is read there. Each was met in a plan."""

_DAYS = {
    2: "ふつか",
    3: "みっか",
    4: "よっか",
    5: "いつか",
    6: "むいか",
    7: "なのか",
    8: "ようか",
    9: "ここのか",
    10: "とおか",
    14: "じゅうよっか",
    20: "はつか",
    24: "にじゅうよっか",
}
_PEOPLE = {1: "ひとり", 2: "ふたり"}
_COUNTED = regex(rf"(?<![{_DIGIT},，.．])([{_DIGIT}]{{1,2}})(人(?![口材員])|日間?(?!本))")
_COUNTER = regex(rf"(?<=[{_DIGIT}〇○◯])(?:人(?![口材員])|日間?(?!本)| ?月(?!間))")
_COUNTERS = {"人": "にん", "日": "にち", "日間": "にちかん", "月": "がつ"}
_AFTER_MONTH = regex(r"月 ?$")

DOUBTFUL = frozenset("日人方上下他中後前何家町所物頭角節主") | {
    *("行っ", "一日", "今日", "明日", "昨日", "市場", "人気", "上手", "下手", "生物", "大人", "一時", "最中"),
    *("仮名", "既存", "共存", "目途", "日本", "我が事", "行き届く"),
}  # fmt: skip
"""Words that are read in one way here and in another there, or by one person so and by another so."""
BEGINNING = frozenset("前中上下後")
"""Those of them that begin a compound: 前計画, 中学校."""

_READINGS = {word: reading for _, word, _, reading in _IN_CONTEXT}
_ANY = regex(  # their first characters come first: nearly all characters are none of them
    f"(?=[{''.join(sorted({word[0] for word in _READINGS}))}])"
    f"(?:{'|'.join(before + word + after for before, word, after, _ in _IN_CONTEXT)})"
)


@dataclass(frozen=True, slots=True)
class Correction:
    """``word`` is read so; where ``within`` is given, only inside those words, of which it is a part."""

    word: str
    reading: str
    within: str = ""


@dataclass(frozen=True, slots=True, order=True)
class ReadPlace:
    """``text[start:end]`` is read so."""

    start: int
    end: int
    reading: str
    after: int = -1
    """Where the words around it begin, which is where a word begins; -1: they are none."""


Corrector = Callable[[str], Iterable[ReadPlace]]
"""Text → the places in it that are read otherwise, in the order of their weight."""


def known_places(text: str) -> Iterator[ReadPlace]:
    """Where the corrections that hold in any text apply."""
    yield from _counted(text)
    for found in _ANY.finditer(text):
        yield ReadPlace(found.start(), found.end(), _READINGS[found[0]])


def _counted(text: str) -> Iterator[ReadPlace]:
    """Numbers with a counter. Digits have no reading of their own, but some days and one or two people have a name."""
    for found in _COUNTED.finditer(text):
        number, counter = int(found[1]), found[2]
        read = (_PEOPLE if counter == "人" else _DAYS).get(number, "")
        if counter != "人" and number == 1:
            read = "ついたち" if counter == "日" and _AFTER_MONTH.search(text, 0, found.start()) else "いちにち"
        if read:
            yield ReadPlace(found.start(), found.end(), read + ("かん" if counter == "日間" else ""))
    for found in _COUNTER.finditer(text):
        counter = found[0].lstrip()
        yield ReadPlace(found.end() - len(counter), found.end(), _COUNTERS[counter])


_CHANGING = regex(rf"[{_DIGIT}][本分階杯匹軒](?![人部])")
"""The counter itself changes with the number: 1本 ぽん, 3本 ぼん."""


def changing_counters(text: str) -> Iterator[ReadPlace]:
    """Numbers whose counter, or the whole, is not read as with most numbers."""
    yield from (place for place in _counted(text) if place.end - place.start > 1 and text[place.start].isdigit())
    yield from (ReadPlace(found.end() - 1, found.end(), "") for found in _CHANGING.finditer(text))


@dataclass(frozen=True, slots=True)
class Corrections:
    """Those of one plan, looked for all at once."""

    listed: tuple[Correction, ...]
    _by_words: dict[str, list[Correction]] = field(init=False, repr=False, compare=False)
    _words: WordSet = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_words: dict[str, list[Correction]] = {}
        for correction in self.listed:
            by_words.setdefault(correction.within or correction.word, []).append(correction)
        object.__setattr__(self, "_by_words", by_words)
        object.__setattr__(self, "_words", WordSet(by_words))

    def __call__(self, text: str) -> Iterator[ReadPlace]:
        """The places, the longest words first: what says more of the place holds."""
        found = [
            (len(words), start, correction)
            for start, begun in self._words.starting(text)
            for words in begun
            for correction in self._by_words[words]
        ]
        for length, start, correction in sorted(found, key=lambda one: (-one[0], one[1])):
            if correction.within:
                inner = start + correction.within.find(correction.word)
                yield ReadPlace(inner, inner + len(correction.word), correction.reading, start)
            elif length > 1 or not _joined(text, start):
                yield ReadPlace(start, start + length, correction.reading)


def _joined(text: str, at: int) -> bool:
    """Whether the one character at ``at`` is part of a longer word: of 人 in 外国人 nothing is said by 人."""
    return bool((at and _JOINED.match(text, at - 1)) or _JOINED.match(text, at + 1))
