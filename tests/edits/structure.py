"""Edits of what there is and where it stands: added, deleted, moved, put in another order."""

from __future__ import annotations

from ruamel.yaml.scalarstring import LiteralScalarString

from tests.edits.plan_files import (
    Node,
    NothingOfTheKindError,
    PlanFiles,
    blocks,
    bodies,
    first,
    listed,
    new,
    plain_actions,
    sentence,
)


def _measure(files: PlanFiles, id: str, pillar: str) -> None:
    files.add(
        f"measures/{id}.yml",
        f"id: {id}\ntitle: 夜間の巡回の推進{id}\nreading: やかんのじゅんかいのすいしん\npillar: {pillar}\n"
        "purpose: |\n  夜も安心して暮らせるよう、巡回を推進します。\n"
        f"actions:\n  {files.ids('actors')[0]}:\n    - 夜間の巡回に加わります。\n",
    )


def _own_actions(files: PlanFiles, least: int = 1) -> tuple[Node, Node]:
    """A measure, and the actions of one actor in it."""
    for measure in files.all("measures"):
        for items in measure.get("actions", {}).values():
            if len(items) >= least:
                return measure, items
    raise NothingOfTheKindError


def _by_pillar(files: PlanFiles) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {pillar: [] for pillar in files.ids("pillars")}
    for measure in files.all("measures"):
        found[measure["pillar"]].append(measure["id"])
    return found


# -- actions


def an_action_is_added(files: PlanFiles) -> None:
    _own_actions(files)[1].append("夜間の声かけに取り組みます。")


def an_action_with_a_detail_is_added(files: PlanFiles) -> None:
    detail = LiteralScalarString("必要な用具を貸し出します。\n\nあわせて、研修を行います。\n")
    _own_actions(files)[1].append(new(id="night-work", text="夜間の活動を支援します。", detail=detail))


def an_action_for_an_audience_is_added(files: PlanFiles) -> None:
    if "audiences.yml" not in files:
        raise NothingOfTheKindError
    audience = files["audiences.yml"]["audiences"][0]
    measure = files.first("measures", lambda one: audience["actor"] in one.get("actions", {}))
    text = f"{audience['words'][0]}は、夜間の見回りに協力します。"
    measure["actions"][audience["actor"]].append(new(text=text, audience=listed(audience["id"])))


def an_action_of_a_programme_is_added(files: PlanFiles) -> None:
    programme = files.first("programmes")
    _own_actions(files)[1].append(new(text=f"{programme['name']}を夜間にも行います。", programme=programme["id"]))


def an_action_is_listed_again(files: PlanFiles) -> None:
    acting = [(one, actor, items) for one in files.all("measures") for actor, items in one.get("actions", {}).items()]
    for measure, actor, items in acting:
        for item in items:
            if isinstance(item, dict) and "id" in item and "cross_listing" not in item:
                others = [items for one, who, items in acting if who == actor and one is not measure]
                free = [items for items in others if not any(_lists(one, item["id"]) for one in items)]
                first(free).append(new(cross_listing=item["id"], detail="この場でも案内します。"))
                return
    raise NothingOfTheKindError


def _lists(item: Node, id: str) -> bool:
    return isinstance(item, dict) and item.get("cross_listing") == id


def actions_under_a_name_of_their_own_are_added(files: PlanFiles) -> None:
    actions = listed("夜間の集まりを開きます。", "夜間の相談に応じます。")
    _own_actions(files)[1].append(new(group="夜間の備え", actions=actions))


def an_action_is_deleted(files: PlanFiles) -> None:
    _, items, place = first(plain_actions(files, least=2))
    del items[place]


def actions_are_put_in_another_order(files: PlanFiles) -> None:
    _, items = _own_actions(files, least=2)
    items.insert(0, items.pop())


def an_action_is_moved_to_another_measure(files: PlanFiles) -> None:
    measure, items, place = first(plain_actions(files, least=2))
    other = files.first("measures", lambda one: one is not measure and one.get("actions"))
    next(iter(other["actions"].values())).append(items.pop(place))


def an_actor_begins_to_act(files: PlanFiles) -> None:
    actors = files.ids("actors")
    measure = files.first("measures", lambda one: set(actors) - set(one.get("actions", {})))
    missing = next(actor for actor in actors if actor not in measure.get("actions", {}))
    measure.setdefault("actions", new())[missing] = listed("この施策に加わります。")


# -- measures, pillars, challenges


def a_measure_is_added(files: PlanFiles) -> None:
    last = files.order["measures"][-1]
    _measure(files, "night-patrol", files[f"measures/{last}.yml"]["pillar"])
    files.order["measures"].append("night-patrol")


def a_measure_is_moved_within_its_pillar(files: PlanFiles) -> None:
    ids = first(list(_by_pillar(files).values()), lambda one: len(one) > 1 and not _levels(files, one))
    order = files.order["measures"]
    one, other = order.index(ids[0]), order.index(ids[1])
    order[one], order[other] = order[other], order[one]


def a_measure_is_moved_to_another_pillar(files: PlanFiles) -> None:
    by_pillar = _by_pillar(files)
    source = first(list(by_pillar), lambda pillar: len(by_pillar[pillar]) > 1 and not _levels(files, by_pillar[pillar]))
    target = first(list(by_pillar), lambda pillar: pillar != source and by_pillar[pillar])
    moved, order = by_pillar[source][-1], files.order["measures"]
    order.remove(moved)
    order.insert(order.index(by_pillar[target][-1]) + 1, moved)
    files[f"measures/{moved}.yml"]["pillar"] = target


def _levels(files: PlanFiles, ids: list[str]) -> bool:
    return any("parent" in files[f"measures/{id}.yml"] for id in ids)


def a_measure_is_deleted(files: PlanFiles) -> None:
    """One that nothing refers to; the words of its pillar stay."""
    free = files.unmentioned("measures")
    for ids in _by_pillar(files).values():
        for id in ids:
            measure = files[f"measures/{id}.yml"]
            actions = [item for items in measure.get("actions", {}).values() for item in items]
            if len(ids) > 1 and id in free and all(_may_go(files, action) for action in actions):
                files.order["measures"].remove(id)
                files.delete(f"measures/{id}.yml")
                return
    raise NothingOfTheKindError


def _may_go(files: PlanFiles, action: Node) -> bool:
    text = sentence(action)
    return text is not None and files.is_free(text)


def a_pillar_is_added(files: PlanFiles) -> None:
    files.add("pillars/night.yml", "id: night\ntitle: 夜も安心できるまち\nreading: よるもあんしんできるまち\n")
    files.order["pillars"].append("night")
    _measure(files, "night-lights", "night")
    files.order["measures"].append("night-lights")


def pillars_are_put_in_another_order(files: PlanFiles) -> None:
    by_pillar = _by_pillar(files)
    if len(by_pillar) < 2:
        raise NothingOfTheKindError
    pillars = files.order["pillars"]
    pillars.append(pillars.pop(0))
    files.order["measures"][:] = [id for pillar in pillars for id in by_pillar[pillar]]


def a_challenge_is_added(files: PlanFiles) -> None:
    files.add(
        "challenges/dark-streets.yml",
        "id: dark-streets\ntitle: 夜道の明るさの確保が必要\nreading: よみちのあかるさのかくほがひつよう\n"
        "findings:\n  - 夜道が暗いという声がある\n",
    )
    files.order["challenges"].append("dark-streets")
    files.first("measures").setdefault("challenges", listed()).append(new(id="dark-streets", basis="stated"))


def challenges_are_put_in_another_order(files: PlanFiles) -> None:
    challenges = files.order["challenges"]
    if len(challenges) < 2:
        raise NothingOfTheKindError
    challenges.append(challenges.pop(0))


def a_finding_is_added(files: PlanFiles) -> None:
    files.first("challenges")["findings"].append("夜間の備えについての意見がある")


def a_measure_answers_another_challenge(files: PlanFiles) -> None:
    for measure in files.all("measures"):
        links = measure.get("challenges", ())
        other = next((id for id in files.ids("challenges") if id not in {link["id"] for link in links}), None)
        if links and other is not None:
            links.append(new(id=other, basis="inferred", weight="secondary"))
            return
    raise NothingOfTheKindError


def an_answer_is_the_main_one(files: PlanFiles) -> None:
    """● for ○."""
    links = [link for measure in files.all("measures") for link in measure.get("challenges", ())]
    first(links, lambda link: link.get("weight") == "secondary")["weight"] = "main"


def a_reading_of_the_editors_becomes_the_plans_word(files: PlanFiles) -> None:
    links = [link for measure in files.all("measures") for link in measure.get("challenges", ())]
    first(links, lambda link: link["basis"] == "inferred")["basis"] = "stated"


# -- chapters


def a_paragraph_is_added(files: PlanFiles) -> None:
    first(list(bodies(files)))[1].append("この計画は、毎年見直します。")


def a_list_is_added(files: PlanFiles) -> None:
    first(list(bodies(files)))[1].append(new(list=listed("夜間の備え", "昼間の備え")))


def a_table_is_added(files: PlanFiles) -> None:
    rows = listed(listed("令和9年度", "中間の点検"), listed("令和11年度", "次の計画の準備"))
    table = new(id="review-years", title="点検の時期", head=listed("年度", "内容"), rows=rows)
    first(list(bodies(files)))[1].append(new(table=table))


def a_note_is_added(files: PlanFiles) -> None:
    _, body = first(list(bodies(files)))
    body.append("夜間の体制[^night-system]を整えます。")
    body.append(new(notes=listed(new(id="night-system", text="当番の者がいる体制のこと。"))))


def a_section_is_added(files: PlanFiles) -> None:
    chapter = files.first("chapters", lambda one: one.get("sections"))
    body = listed("夜間の備えについて述べます。")
    chapter["sections"].append(new(id="night-readiness", title="夜間の備え", body=body))


def sections_are_put_in_another_order(files: PlanFiles) -> None:
    sections = files.first("chapters", lambda one: len(one.get("sections", ())) > 1)["sections"]
    sections.append(sections.pop(0))


def a_chapter_is_added(files: PlanFiles) -> None:
    files.add(
        "chapters/closing.yml",
        "id: closing\ntitle: むすび\nbody:\n  - ここまでお読みいただき、ありがとうございます。\n",
    )
    files.order["chapters"].append("closing")


def a_chapter_is_moved(files: PlanFiles) -> None:
    if len(files.order["chapters"]) < 2:
        raise NothingOfTheKindError
    files.order["chapters"].insert(0, files.order["chapters"].pop())


# -- what lists hold


def a_term_is_added(files: PlanFiles) -> None:
    text = "id: night-round\nname: 夜回り\nreading: よまわり\ndefinition: 夜に地域を回ること。\n"
    files.add("terms/night-round.yml", text)
    _own_actions(files)[1].append("夜回りに加わります。")


def a_term_is_deleted(files: PlanFiles) -> None:
    files.delete(f"terms/{first(files.unmentioned('terms'))}.yml")


def a_programme_is_added(files: PlanFiles) -> None:
    files.add("programmes/night-support.yml", "id: night-support\nname: 夜間支援事業\nreading: やかんしえんじぎょう\n")
    _own_actions(files)[1].append(new(text="夜間支援事業を行います。", programme="night-support"))


def an_indicator_is_added(files: PlanFiles) -> None:
    group = files.first("indicators", lambda one: one.get("indicators") and "actual" not in one["columns"])
    baseline, target = new(value=3, unit="か所"), new(pending="〇〇か所", note="目標の値")
    group["indicators"].append(new(id="night-places", title="夜間の居場所の数", baseline=baseline, target=target))


def an_indicator_is_deleted(files: PlanFiles) -> None:
    group = files.first("indicators", lambda one: len(one.get("indicators", ())) > 1)
    del group["indicators"][-1]


def a_note_below_indicators_is_added(files: PlanFiles) -> None:
    group = files.first("indicators")
    group.setdefault("notes", listed()).append(new(id="survey-note", text="市民意識調査による。"))
    title = group["indicators"][0] if group.get("indicators") else group
    title["title"] = f"{title['title']}[^survey-note]"


def a_topic_is_added(files: PlanFiles) -> None:
    if "subjects.yml" not in files:
        raise NothingOfTheKindError
    word = first(plain_actions(files))
    subject = new(
        id="night",
        name="ふだんの暮らし",
        reading="ふだんのくらし",
        words=listed((sentence(word[1][word[2]]) or "")[:6]),
    )
    files["subjects.yml"]["subjects"].append(subject)


def topics_are_put_in_another_order(files: PlanFiles) -> None:
    if "subjects.yml" not in files:
        raise NothingOfTheKindError
    files["subjects.yml"]["subjects"].reverse()


def another_way_of_saying_is_added(files: PlanFiles) -> None:
    if "synonyms.yml" not in files:
        raise NothingOfTheKindError
    name = files.first("terms")["name"]
    synonym = new(words=listed("よるのみまわり"), leads_to=listed(name), note="計画の言い方に導くため。")
    files["synonyms.yml"]["synonyms"].append(synonym)


def an_open_question_about_the_source_is_deleted(files: PlanFiles) -> None:
    if "errata.yml" not in files:
        raise NothingOfTheKindError
    errata = files["errata.yml"]["errata"]
    errata.remove(first(list(errata), lambda one: not one["certain"]))


def the_vision_is_deleted(files: PlanFiles) -> None:
    if "vision.yml" not in files:
        raise NothingOfTheKindError
    files.delete("vision.yml")


# -- the whole


def numbers_are_written_otherwise(files: PlanFiles) -> None:
    files["plan.yml"].setdefault("numbering", new()).update(new(chapter="第{k}章", measure="施策{n}"))


def headings_are_in_english(files: PlanFiles) -> None:
    files["plan.yml"]["labels"] = "en"


def a_table_of_many_columns_is_added(files: PlanFiles) -> None:
    heads = listed("区分", *(f"令和{year}年度" for year in range(2, 9)))
    rows = listed(*(listed(f"地区{n}", *(str(n * year) for year in range(2, 9))) for n in range(1, 20)))
    body = first(list(bodies(files)))[1]
    body.append(new(table=new(id="many-columns", title="地区ごとの数", head=heads, rows=rows)))


def a_table_loses_a_row(files: PlanFiles) -> None:
    table = first(blocks(files, "table"), lambda one: len(one["rows"]) > 1)
    del table["rows"][-1]
