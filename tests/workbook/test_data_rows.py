"""Rows of data: which the plan has, whom they are asked, and what an answer to one makes of its datum."""

from __future__ import annotations

from decimal import Decimal

import pytest

from keikaku.diagnostics.diagnostic import Diagnostic
from keikaku.outputs.workbook import edited
from keikaku.outputs.workbook.answer import Answer, CellPlace
from keikaku.outputs.workbook.contents import contents
from keikaku.outputs.workbook.data import answered_datum, data_rows, shown_datum
from keikaku.outputs.workbook.row import AnswerRow, Asked
from keikaku.outputs.workbook.rows import all_rows, recipients, rows_for
from keikaku.plan.outline import Outline
from tests.specimens import TINY, copied, outline
from tests.workbook.test_refused import WORDS

CELL = CellPlace(file="1.xlsx", sheet="属性と数値", ref="F5", row=5, column=6)
DECLARED = """attributes:
  - id: department
    name: 担当課
    type: department
    on: [measure, action, programme, indicator]
    choices:
      - {id: harbour, name: みなと課, reading: みなとか, actor: town-hall}
      - {id: pier, name: 桟橋の会, reading: さんばしのかい, actor: neighbours}
      - {id: market, name: 市場課, reading: いちばか}
  - {id: budget, name: 予算, type: number, on: [programme], unit: 千円}
  - {id: law, name: 根拠法, type: text, on: [measure, action, programme]}
  - id: kind
    name: 区分
    type: choice
    on: [measure]
    choices:
      - {id: new, name: 新規, reading: しんき}
      - {id: kept, name: 継続, reading: けいぞく}
order:
"""
GRANT = """description: 茶を買う費用を助成します。
attributes:
  department: [market, harbour]
  budget: 1200
years:
  - name: 助成の件数
    unit: 件
    planned: {"2024": 10, "2026": 増加}
    actual: {"2024": 9, "2025": 7}
    grades: {"2024": よい}
  - planned: {"2024": 3}
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Outline:
    """The tiny one with attributes, values by year, a number there is none of, and a table in a file of its own."""
    folder = copied(TINY, tmp_path_factory.mktemp("data"))

    def change(name: str, old: str, new: str) -> None:
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), "utf-8")

    change("plan.yml", "order:\n", DECLARED)
    change("programmes/tea-grant.yml", "id:", f"{GRANT}id:")
    change("measures/tea.yml", "pillar:", "attributes: {kind: kept}\npillar:")
    change("measures/patrol.yml", "pillar:", "attributes: {department: [harbour, pier, market]}\npillar:")
    change("measures/patrol.yml", "- 拍子木を打って歩きます。", "- text: 拍子木を打って歩きます。")
    change("figures/households.yml", "980", "—")
    change("chapters/doing.yml", "      - table:", f"{TABLE}      - table:")
    (folder / "tables").mkdir()
    sheet = "事業,単位,件数,\n,,令和6年度,令和7年度\n訪問,人,412,430\n^,回,8,\n"
    (folder / "tables" / "visits.csv").write_text(sheet, "utf-8")
    return outline(folder)


TABLE = "      - table: {id: visits, csv: visits, heads: 2, row_heads: 2}\n"


def rows_of(plan: Outline, within: str) -> list[tuple[str, str, str]]:
    """Of one entry: label, value, and how each may be answered."""
    return [(row.label, row.shown, row.takes.kind) for row in data_rows(plan, WORDS) if row.within == within]


def row(plan: Outline, label: str, within: str = "") -> AnswerRow:
    return next(one for one in data_rows(plan, WORDS) if one.label == label and within in one.within)


def test_an_entry_somebody_answers_for_is_asked_all_it_has_and_all_it_may_have(plan: Outline) -> None:
    """Of each year that is planned or done, the other; a grade only where one was given."""
    assert rows_of(plan, "茶話会助成事業") == [
        ("担当課", "市場課、みなと課", "choices"),
        ("予算", "1200", "number"),
        ("根拠法", "", "words"),
        *(
            (f"助成の件数：{label}", shown, kind)
            for label, shown, kind in (
                ("令和6年度の計画", "10", "year"),
                ("令和7年度の計画", "", "year"),
                ("令和8年度の計画", "増加", "year"),
                ("令和6年度の実績", "9", "year"),
                ("令和7年度の実績", "7", "year"),
                ("令和8年度の実績", "", "year"),
                ("令和6年度の評価", "よい", "words"),
            )
        ),
        ("令和6年度の計画", "3", "year"),
        ("令和6年度の実績", "", "year"),
    ]


def test_an_entry_nobody_answers_for_is_asked_what_it_has_and_no_more(plan: Outline) -> None:
    assert rows_of(plan, "お茶を飲む") == [("区分", "継続", "choices")]


def test_an_action_that_is_only_its_text_has_no_place_for_attributes(plan: Outline) -> None:
    """One with keys of its own may get more of them; the measure of both has departments."""
    keys = [one.key for one in data_rows(plan, WORDS) if one.key.startswith("measure:patrol/actions/")]
    assert keys == [f"measure:patrol/actions/neighbours/0/attributes/{name}" for name in ("department", "law")]


def test_a_number_of_a_figure_is_called_by_its_series_and_its_column(plan: Outline) -> None:
    rows = [one for one in data_rows(plan, WORDS) if one.within == "世帯の数"]
    assert [(one.label, one.shown, one.takes.unit) for one in rows] == [
        ("世帯：2016年", "1200", "世帯"),
        ("世帯：2026年", "—", "世帯"),
    ]


def test_a_cell_of_a_table_is_called_by_the_heads_beside_and_above_it(plan: Outline) -> None:
    """Those that go over several rows or columns too; heads themselves are not asked for."""
    found = [(one.label, one.shown) for one in data_rows(plan, WORDS) if one.takes.kind == "cell"]
    assert found == [
        ("訪問 人 件数 令和6年度", "412"),
        ("訪問 人 件数 令和7年度", "430"),
        ("訪問 回 件数 令和6年度", "8"),
        ("訪問 回 件数 令和7年度", ""),
    ]


# ---------------------------------------------------------------------------------------------- who is asked


def test_what_several_departments_share_is_asked_of_all_of_them_and_their_actors(plan: Outline) -> None:
    everybody = Asked(
        actors=frozenset({"town-hall", "neighbours"}), departments=frozenset({"harbour", "pier", "market"})
    )
    assert row(plan, "担当課", "夜に見回る").asked == everybody
    assert row(plan, "担当課", "茶話会").asked == Asked(
        actors=frozenset({"town-hall"}), departments=frozenset({"market", "harbour"})
    ), "a department that is of no actor names none"
    assert row(plan, "区分").asked == Asked(actors=None), "nobody is named: everybody"


def test_an_action_is_asked_of_its_actor_and_the_departments_it_may_have(plan: Outline) -> None:
    """Its measure names three: one is another actor's, one nobody's."""
    texts = {row.fields[0]: row.asked for row in all_rows(plan, WORDS).values() if row.sheet == "texts"}
    assert texts["拍子木と提灯を貸します。"] == Asked(
        actors=frozenset({"town-hall"}), departments=frozenset({"harbour", "market"})
    )
    assert texts["拍子木を打って歩きます。"] == Asked(
        actors=frozenset({"neighbours"}), departments=frozenset({"pier", "market"})
    )
    assert texts["茶話会助成事業を行います。"] == Asked(actors=frozenset({"town-hall"})), "its measure names none"


def test_each_gets_the_rows_it_is_asked_and_no_other(plan: Outline) -> None:
    assert recipients(plan.index.plan) == (
        "actor:neighbours",
        "actor:town-hall",
        "choice:harbour",
        "choice:pier",
        "choice:market",
    )
    mine = {whom: {one.key for one in rows_for(plan, whom, WORDS)} for whom in recipients(plan.index.plan)}
    grant, patrol = row(plan, "予算").key, row(plan, "担当課", "夜に見回る").key
    assert [whom for whom, keys in mine.items() if grant in keys] == [
        "actor:town-hall",
        "choice:harbour",
        "choice:market",
    ]
    assert [whom for whom, keys in mine.items() if patrol in keys] == list(mine)
    assert [whom for whom, keys in mine.items() if row(plan, "区分").key in keys] == [
        "actor:neighbours",
        "actor:town-hall",
    ]


def test_a_workbook_has_the_sheets_of_its_rows_alone_and_says_how_to_answer(plan: Outline) -> None:
    _, texts, data = contents(plan, "choice:harbour", WORDS)
    assert (texts.title, data.title) == ("取組み", "属性と数値")
    assert [data.cell(one, "number") for one in data.rows] == [str(n) for n in range(1, len(data.rows) + 1)]
    takes = {data.cell(one, "datum"): data.cell(one, "takes") for one in data.rows}
    assert "みなと課、桟橋の会、市場課" in takes["担当課"]
    assert "千円" in takes["予算"]
    assert "件" in takes["助成の件数：令和6年度の計画"]
    assert len({takes[label] for label in ("担当課", "予算", "根拠法", "助成の件数：令和6年度の実績")}) == 4


# ---------------------------------------------------------------------------------------------- what is answered

ANSWERS = [
    ("担当課", "市場課", "market"),
    ("担当課", "harbour", "harbour"),
    ("担当課", "市場課、みなと課", ["market", "harbour"]),
    ("担当課", " みなと課 ;\n市場課;", ["harbour", "market"]),
    ("予算", "1,300", 1300),
    ("予算", "１３００．５千円", Decimal("1300.5")),
    ("根拠法", "地域福祉法\n第3条", "地域福祉法\n\n第3条"),
    ("根拠法", "12", "12"),
    ("助成の件数：令和7年度の計画", "12件", 12),
    ("助成の件数：令和7年度の計画", "増加\nの見込み", "増加 の見込み"),
    ("助成の件数：令和6年度の評価", "2", "2"),
    ("世帯：2016年", "▲5世帯", -5),
    ("訪問 人 件数 令和6年度", "", ""),
    ("訪問 人 件数 令和6年度", "1\n2", "1\n\n2"),
]


@pytest.mark.parametrize(("label", "typed", "datum"), ANSWERS)
def test_an_answer_is_the_datum_that_is_meant(plan: Outline, label: str, typed: str, datum: object) -> None:
    assert answered(plan, label, typed) == datum


@pytest.mark.parametrize(
    ("label", "typed", "code", "words"),
    [
        ("担当課", "", "empty-answer", "夜に見回る 担当課"),
        ("根拠法", "", "empty-answer", "根拠法"),
        ("助成の件数：令和6年度の計画", "", "empty-answer", "令和6年度の計画"),
        ("担当課", "市場課、港の課、灯台課", "unusable-value", "「港の課、灯台課」"),
        ("担当課", "、", "unusable-value", "担当課"),
        ("予算", "未定", "unusable-value", "「未定」"),
        ("世帯：2016年", "5人", "unusable-value", "「5人」"),
    ],
)
def test_what_no_datum_can_be_is_refused(plan: Outline, label: str, typed: str, code: str, words: str) -> None:
    found = answered(plan, label, typed)
    assert isinstance(found, Diagnostic)
    assert (found.code, found.span.line, found.span.column) == (code, 5, 6)
    assert words in str(found.message)
    if code == "unusable-value" and label == "担当課":
        assert "みなと課・桟橋の会・市場課" in str(found.help)


def answered(plan: Outline, label: str, typed: str) -> object:
    one = row(plan, label)
    return answered_datum(Answer(form="data", key=one.key, was=one.fields, now=(typed,), remark="", cell=CELL), one)


def test_a_datum_is_shown_as_its_row_will_show_it(plan: Outline) -> None:
    assert shown_datum("market", row(plan, "担当課")) == "市場課"
    assert shown_datum(["market", "pier"], row(plan, "担当課")) == "市場課、桟橋の会"
    assert shown_datum(Decimal("1300.50"), row(plan, "予算")) == "1300.50"
    assert shown_datum(Decimal("1E+3"), row(plan, "予算")) == "1000"
    assert shown_datum("一。\n\n二。", row(plan, "根拠法")) == "一。\n二。"


def test_cells_of_a_sheet_are_changed_where_they_stand(plan: Outline) -> None:
    first, last = row(plan, "訪問 人 件数 令和7年度"), row(plan, "訪問 回 件数 令和6年度")
    source = first.at.source
    changed = edited(source, {first.at.path: "1,431", last.at.path: "9"})
    assert changed == source.text.replace("430", '"1,431"').replace("回,8,", "回,9,") != source.text
