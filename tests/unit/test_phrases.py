"""Where lines of titles may end: between phrases, in any HTML, and without changing a word of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keikaku.outputs.site import site
from keikaku.outputs.site.line_breaks import with_line_breaks
from keikaku.plan.outline import Outline
from keikaku.resources import TEMPLATE_FOLDER
from keikaku.text.phrases import phrase_breaks


def cut(text: str) -> str:
    return "".join(("|" if at in phrase_breaks(text) else "") + char for at, char in enumerate(text))


@pytest.mark.parametrize(
    "title",
    [
        "「こころ」|あふれる|支え合いの|まち",
        "避難行動|要支援者名簿",
        "社会福祉法|第106条の3",
        "平成30年度から|令和2年度まで",
        "多様な|人々が|参加できるよう|職場の|環境を|整えます",
        "ひとりひとりに|寄り添うことができる|体制整備に関する|取組み",
        "成年後見|センターの|設置|及び|相談支援",
        "潮美波市|支え合い活動計画",
        "話し合い、|つながっていく",
        "自治会・|近所づきあい",
        "課題について|学びます|（年2回）。",
        "要支援1・2の|人",
        "回／月",
        "基準額に対する|割合",
        "65歳以上の|第1号被保険者",
        "ICTを|使う",
        "A plan of 2026",
        "",
    ],
)
def test_titles_are_cut_between_phrases(title: str) -> None:
    assert cut(title.replace("|", "")) == title


def test_no_title_of_a_plan_is_cut_before_what_hangs_on_a_word(real: Outline) -> None:
    """Particles, small kana and closing marks never begin a line; most titles are cut somewhere."""
    titles = {entry.title for entry in real.entries.values() if 0 < len(entry.title) < 60}
    wrong = re.compile(r"\|[はがをにへのとでもや、。」）』】・ーっゃゅょッャュョん](?![ぁ-ん一-龠])")
    assert [cut(title) for title in titles if wrong.search(cut(title))] == []
    longest = {title: max(map(len, re.split(r"[| ]", cut(title)))) for title in titles}
    assert {title: n for title, n in longest.items() if n > 14} == {}


@given(st.text("支え合いの まちabc。、「」（）12・\n", max_size=40))
def test_any_text_is_cut_within(text: str) -> None:
    breaks = phrase_breaks(text)
    assert list(breaks) == sorted(set(breaks))
    assert all(0 < at < len(text) and not text[at - 1 : at + 1].isspace() for at in breaks)


HTML = st.recursive(
    st.sampled_from(["支え合いのまち", "声かけ &amp; 見守り", "<br>", "<svg><path d='M1'/></svg>", " ", "第2章"]),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>",
        st.sampled_from(
            ["h2", 'h3 id="a"', 'span class="tile-title"', "span", 'p class="short x"', "em", "th", "header"]
        ),
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)


@given(HTML)
def test_nothing_but_breaks_and_their_class_is_added(html: str) -> None:
    made = with_line_breaks(html)
    bare = made.replace("<wbr>", "").replace(' class="phrases"', "").replace('class="phrases ', 'class="')
    assert bare == html


def test_breaks_stand_in_the_words_of_titles_and_nowhere_else() -> None:
    html = (
        '<h2 id="x"><span class="n">(1)</span> 支え合いの<em>まちの&amp;</em>海</h2>'
        '<p>支え合いのまち</p><p class="short">声を<b>かけます</b>。</p>'
    )
    assert with_line_breaks(html) == (
        '<h2 id="x" class="phrases"><span class="n">(1)</span> 支え合いの<em><wbr>まちの&amp;</em>海</h2>'
        '<p>支え合いのまち</p><p class="phrases short">声を<b><wbr>かけます</b>。</p>'
    )


def test_no_line_of_running_text_parts_a_number_from_what_it_counts(real: Outline) -> None:
    """Nor a date, on any page: what of it is in no link and in no title is held together."""
    paragraphs = [
        found for page in site(real, TEMPLATE_FOLDER).pages for found in re.findall(r"<p>(.*?)</p>", page.body)
    ]
    dates = re.compile(r"[0-9]+年(?:[0-9]+月)?|第[0-9]+[条期回]")
    held = [found for found in paragraphs if dates.search(re.sub(r"<a .*?</a>", "", found))]
    assert len(held) > 5
    bare = [re.sub(r'<span class="whole">[^<]*</span>|<a .*?</a>', "", found) for found in held]
    assert [found for found in bare if dates.search(found)] == []


def test_a_year_at_the_head_of_a_column_is_broken_behind_its_era() -> None:
    head = with_line_breaks("<table><thead><tr><th>令和6年度</th></tr></thead></table><h2>令和6年度</h2>")
    assert '<th class="phrases">令和<wbr>6年度</th>' in head
    assert "<h2>令和6年度</h2>" in head
