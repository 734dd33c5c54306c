"""Edits of words and numbers: what officers do every day to texts that are there."""

from __future__ import annotations

import re

from ruamel.yaml.scalarstring import LiteralScalarString

from tests.edits.plan_files import (
    NothingOfTheKindError,
    PlanFiles,
    blocks,
    bodies,
    first,
    new,
    plain_actions,
    say,
    sentence,
)

AGAIN = "引き続き、"


def a_word_of_an_action(files: PlanFiles) -> None:
    _, items, place = first(plain_actions(files))
    say(items, place, f"{AGAIN}{sentence(items[place])}")


def a_whole_sentence(files: PlanFiles) -> None:
    _, items, place = first(plain_actions(files))
    say(items, place, "地域の行事の準備を手伝います。")


def a_sentence_in_two(files: PlanFiles) -> None:
    _, items, place = first(plain_actions(files))
    say(items, place, f"{(sentence(items[place]) or '').rstrip('。')}。そのための準備も行います。")


def a_purpose(files: PlanFiles) -> None:
    measure = files.first("measures", lambda one: "[" not in one["purpose"])
    measure["purpose"] = LiteralScalarString(AGAIN + str(measure["purpose"]))


def a_second_paragraph_of_a_purpose(files: PlanFiles) -> None:
    measure = files.first("measures")
    measure["purpose"] = LiteralScalarString(
        f"{str(measure['purpose']).rstrip()}\n\nあわせて、人材の育成を進めます。\n"
    )


def a_title_of_a_measure(files: PlanFiles) -> None:
    measure = files.first("measures", lambda one: files.is_free(one["title"]))
    measure["title"] += "と充実"
    measure["reading"] += "とじゅうじつ"


def a_title_of_a_chapter(files: PlanFiles) -> None:
    files.first("chapters", lambda one: "[" not in one["title"])["title"] += "について"


def a_title_of_a_section(files: PlanFiles) -> None:
    chapter = files.first("chapters", lambda one: one.get("sections"))
    first(chapter["sections"], lambda one: "[" not in one["title"])["title"] += "について"


def a_title_of_a_pillar(files: PlanFiles) -> None:
    pillar = files.first("pillars")
    pillar["title"] += "取組み"
    pillar["reading"] += "とりくみ"


def a_title_of_a_challenge(files: PlanFiles) -> None:
    challenge = files.first("challenges")
    challenge["title"] += "である"
    challenge["reading"] += "である"


def a_paragraph_of_a_chapter(files: PlanFiles) -> None:
    body = first(list(bodies(files)), lambda one: any(isinstance(block, str) for block in one[1]))[1]
    place = next(place for place, block in enumerate(body) if isinstance(block, str))
    body[place] = AGAIN + body[place]


def a_definition(files: PlanFiles) -> None:
    term = files.first("terms", lambda one: "definition" in one)
    term["definition"] = str(term["definition"]).rstrip() + "市の全域で行われている。"


def another_wording_of_a_term(files: PlanFiles) -> None:
    files.first("terms", lambda one: "aliases" not in one)["aliases"] = ["いいかえたことば"]


def a_reading(files: PlanFiles) -> None:
    files.first("programmes")["reading"] += "じぎょう"


def a_finding(files: PlanFiles) -> None:
    findings = files.first("challenges")["findings"]
    say(findings, 0, f"とくに、{sentence(findings[0])}")


def a_heading_of_an_actor(files: PlanFiles) -> None:
    actor = files.first("actors")
    actor["heading"] += "こと"
    actor["description"] = "この主体についての説明です。"


def a_colour(files: PlanFiles) -> None:
    files["plan.yml"]["site"]["colours"]["light"] = "#3d3d3d"


def status_and_date(files: PlanFiles) -> None:
    files["plan.yml"]["status"] = "最終案"
    files["plan.yml"]["date"] = "令和9年（2027年）1月"


def what_the_site_says_of_itself(files: PlanFiles) -> None:
    files["plan.yml"]["site"]["description"] += "どなたでもご覧いただけます。"
    files["plan.yml"]["site"]["url"] = "https://plan.example.jp/"


def an_open_word_of_the_title_is_settled(files: PlanFiles) -> None:
    titles = files["plan.yml"]["titles"]
    titles[:] = [re.sub(r"\[([^\]]*)\]\(pending: ?\"[^\"]*\"\)", r"\1", title) for title in titles]


def an_open_value_is_filled(files: PlanFiles) -> None:
    """〇〇% → 50 %, as the guide says."""
    indicator = first(_indicators(files), lambda one: "pending" in one["target"])
    indicator["target"] = new(value=50, unit="%", bound="以上")


def both_open_values_are_filled(files: PlanFiles) -> None:
    indicator = first(_indicators(files), lambda one: "pending" in one["target"] and "pending" in one["baseline"])
    indicator["baseline"] = new(value=41.5, unit="%")
    indicator["target"] = new(value=60, unit="%")
    indicator["direction"] = "rise"


def a_value_is_open_again(files: PlanFiles) -> None:
    indicator = first(_indicators(files))
    indicator["target"] = new(pending="検討中", note="目標の値")
    indicator.pop("direction", None)


def a_title_of_an_indicator(files: PlanFiles) -> None:
    first(_indicators(files), lambda one: "[" not in one["title"])["title"] += "（市民意識調査）"


def a_figure_gets_its_numbers(files: PlanFiles) -> None:
    figure = files.first("figures", lambda one: one["status"] == "missing" and one["kind"] == "chart")
    figure["status"] = "available"
    series = [new(name="総数", values=[120, 98.5]), new(name="うち75歳以上", values=[30, 41])]
    figure["data"] = new(chart="bar", unit="人", columns=["平成27年", "令和2年"], series=series)


def a_number_of_a_figure(files: PlanFiles) -> None:
    figure = files.first("figures", lambda one: "data" in one)
    figure["data"]["series"][0]["values"][0] = 77


def a_remark_of_a_figure(files: PlanFiles) -> None:
    files.first("figures")["remarks"] = ["端数の処理により、合計が合わないことがあります。"]


def a_cell_of_a_table(files: PlanFiles) -> None:
    table = first(blocks(files, "table"))
    table["rows"][0][-1] = "別に定める"


def a_row_of_a_table(files: PlanFiles) -> None:
    table = first(blocks(files, "table"))
    table["rows"].append([f"加えた行の{n}" for n in range(1, len(table["head"]) + 1)])


def the_vision_has_another_note(files: PlanFiles) -> None:
    if "vision.yml" not in files:
        raise NothingOfTheKindError
    files["vision.yml"]["note"] = "めざす姿は、協議会で決めたものです。"


def a_link_in_a_text(files: PlanFiles) -> None:
    target = files.ids("measures")[-1]
    _, items, place = first(plain_actions(files), lambda one: one[0]["id"] != target)
    say(items, place, f"{sentence(items[place])}" + f"くわしくは[こちらの施策](measure:{target})にあります。")


def words_in_bold(files: PlanFiles) -> None:
    _, items, place = first(plain_actions(files))
    say(items, place, f"{sentence(items[place])}" + "**とくに**大切なことです。")


def an_open_word_in_a_text(files: PlanFiles) -> None:
    _, items, place = first(plain_actions(files))
    say(items, place, f"{sentence(items[place])}" + '開始は[〇〇年度](pending: "開始する年度")です。')


def a_remark_nobody_reads_but_editors(files: PlanFiles) -> None:
    files.first("measures").yaml_set_start_comment("次の会議までに見直す")


def _indicators(files: PlanFiles) -> list[object]:
    return [one for group in files.all("indicators") for one in group.get("indicators", ())]
