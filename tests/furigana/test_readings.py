"""Which kana stand over which characters, and how many words of a real plan are read rightly."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from keikaku.outputs.furigana import list_of, packed, shown_texts
from keikaku.plan.outline import Outline
from keikaku.resources import TEMPLATE_FOLDER
from keikaku.text.corrections import Correction, Corrections
from keikaku.text.furigana import furigana
from keikaku.text.readings import Analyser, Corrected, Sudachi, reading
from keikaku.text.school_years import LATER, school_year

ANALYSER = Sudachi()
MARKED = re.compile(r"\{([^|}]*)\|([^}]*)\}")
SAMPLE = [
    line for line in Path(__file__).with_name("sample.txt").read_text("utf-8").splitlines() if not line.startswith("#")
]


def marked(text: str, analyser: Analyser = ANALYSER) -> str:
    return "".join(f"{{{over}|{kana}}}" if kana else over for over, kana in furigana(text, analyser.words))


def test_a_real_plan_is_read_rightly_before_anyone_has_looked_at_it() -> None:
    """At least 99.8 % of the words of the sample."""
    words = sum(len(MARKED.findall(line)) for line in SAMPLE)
    wrong = []
    for line in SAMPLE:
        made = marked(MARKED.sub(r"\1", line))
        if made != line:
            wrong += sorted(set(MARKED.findall(made)) ^ set(MARKED.findall(line)))
    assert words > 800
    assert len(wrong) / words <= 0.002, wrong


@pytest.mark.parametrize(
    "line",
    [
        "{取|と}り{組|く}む",
        "{一人|ひとり}ひとりの{子|こ}ども",
        "{好|す}き{嫌|きら}い",
        "{避難|ひなん}{行動|こうどう}{要|よう}{支援|しえん}{者|しゃ}{名簿|めいぼ}",
        "3か{所|しょ}と2{箇所|かしょ}",
        "{今日|きょう}",
        "〇〇{人|にん}",
        "{1人|ひとり}と{2人|ふたり}と3{人|にん}、32,019{人|にん}",
        "4{月|がつ}{1日|ついたち}に{1日|いちにち}",
        "{2日間|ふつかかん}、{20日|はつか}、21{日|にち}",
        "{外国|がいこく}{人|じん}の{人|ひと}、{保証|ほしょう}{人|にん}",
        "その{他|た}の{他|ほか}の{人|ひと}",
        "{人手|ひとで}{不足|ぶそく}、{場|ば}の{不足|ふそく}",
        "{活動|かつどう}を{行|おこな}っている、{学校|がっこう}に{行|い}って",
        "Wi-Fiとサロン",
    ],
)
def test_kana_stand_over_what_does_not_show_them(line: str) -> None:
    assert marked(MARKED.sub(r"\1", line)) == line


def test_a_plan_knows_better() -> None:
    """A word in its place before a word anywhere; one character only where it stands alone."""
    plan = Corrections(
        (
            Correction("三潴", "みずま"),
            Correction("町", "まち"),
            Correction("町", "ちょう", "中央町"),
            Correction("備", "び", "備に取"),
        )
    )
    analyser = Corrected(ANALYSER, plan)
    read = "{三潴|みずま}の{町|まち}と{中央|ちゅうおう}{町|ちょう}、{町内|ちょうない}{会|かい}"
    assert marked("三潴の町と中央町、町内会", analyser) == read
    assert marked("整備に取り組む", analyser) == "{整備|せいび}に{取|と}り{組|く}む", "but no word is begun in another"
    assert marked("備に取り組む", analyser) == "{備|び}に{取|と}り{組|く}む", (
        "also where the analyser sees no word's end"
    )


def test_the_list_reads_every_text_of_a_page_as_the_analyser_does(real: Outline) -> None:
    """The list is walked in the browser; here, over the texts of all pages."""
    texts = shown_texts(real, TEMPLATE_FOLDER)
    listed = list_of(texts, ANALYSER)
    wrong = [text for text in texts if "".join(read for _, read in listed.read(text)) != reading(text, ANALYSER)]
    assert wrong == []
    columns = [column.split("\n") for column in packed(listed).values()]
    assert len({len(column) for column in columns}) == 1
    assert all(len({row.count("|") for row in rows}) == 1 for rows in zip(*columns, strict=True))


def test_school_years() -> None:
    assert [school_year(text) for text in ("一", "地域", "福祉", "徘徊", "ふりがな", "")] == [1, 6, LATER, LATER, 0, 0]
