"""Addresses for ever: ids once given stay; what was published leads to its place, its successor or its last words."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml.html import HtmlElement, document_fromstring

from keikaku.diagnostics.source import Source
from keikaku.diagnostics.span import text_map
from keikaku.hosts.cli import main
from keikaku.outputs.site import Page, site
from keikaku.pipeline import load
from keikaku.plan.addresses import lasting, lost, moved, published, recorded, successors
from keikaku.plan.model import Addresses
from keikaku.resources import TEMPLATE_FOLDER
from keikaku.text.naming import name_for
from keikaku.yaml.identify import with_ids
from keikaku.yaml.parse import parse
from tests.edits.plan_files import Node, PlanFiles
from tests.specimens import TINY, ChangedPlan, outline


def source(text: str) -> Source:
    map = text_map("plan/measures/x.yml", text)
    parsed = parse(map)
    assert not parsed.faults
    assert isinstance(parsed.data, dict)
    return Source("measure", "x", parsed.data, map, parsed.positions)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a:\n  - 声をかけます。  # 朝\n", "a:\n  - id: koe\n    text: 声をかけます。  # 朝\n"),
        ("a:\n  - text: 声を\n    detail: 朝に\n", "a:\n  - id: koe\n    text: 声を\n    detail: 朝に\n"),
        (
            "a:\n  # 朝\n  - |\n    声を\n\n    かけます。\n",
            "a:\n  # 朝\n  - id: koe\n    text: |\n      声を\n\n      かけます。\n",
        ),
        ("a: [声を, {text: 朝に}]\n", "a: [{id: koe, text: 声を}, {text: 朝に}]\n"),
        ("a:\r\n  - 'it''s'\r\n", "a:\r\n  - id: koe\r\n    text: 'it''s'\r\n"),
    ],
)
def test_an_id_is_put_in_front_and_nothing_else_is_touched(before: str, after: str) -> None:
    assert with_ids(source(before), {("a", 0): "koe"}, "text") == after


def test_a_name_says_what_the_action_is_about_and_is_no_other_one() -> None:
    taken: set[str] = set()
    for text, name in (
        ("あいさつや声かけを行います。", "aisatsu-koekake"),
        ("あいさつや声かけに努めます。", "aisatsu-koekake-2"),
        ("あいさつや声かけと訪問に努めます。", "aisatsu-koekake-houmon"),
        ("Plant 400 trees.", "plant-400-trees"),
        ("〇〇します。", "action"),
    ):
        assert name_for(text, taken, "action") == name
        taken.add(name)


def test_a_finding_has_an_address_that_follows_it(changed_plan: ChangedPlan) -> None:
    """From one challenge to another, under a new id."""
    plan = changed_plan({})
    assert main(["ids", "--published", str(plan)]) == 0
    path = plan / "challenges" / "empty-houses.yml"
    text = path.read_text("utf-8")
    id = text.partition("  - id: ")[2].partition("\n")[0]
    old = f"challenges/empty-houses/#finding_{id}"
    assert old in {address.url for address in published(outline(plan).index.plan)}
    path.write_text(text.replace(f"  - id: {id}\n", f"  - id: houses\n    former: [{id}]\n"), "utf-8")
    assert load(plan).diagnostics == ()
    pages = {page.path: page.body for page in site(outline(plan), TEMPLATE_FOLDER).pages}
    assert 'id="finding_houses"' in pages["challenges/empty-houses/"]
    assert f'id="finding_{id}"' in pages["challenges/empty-houses/"]


def test_ids_once_given_stay_when_words_and_places_change(changed_plan: ChangedPlan) -> None:
    plan = changed_plan({})
    assert main(["ids", str(plan)]) == 0
    tea = plan / "measures" / "tea.yml"
    before = outline(plan).index.actions.keys()
    tea.write_text(tea.read_text("utf-8").replace("となりの人を", "遠くの人も"), "utf-8")
    given = tea.read_bytes()
    assert main(["ids", str(plan)]) == 0
    assert tea.read_bytes() == given
    assert outline(plan).index.actions.keys() == before


def test_a_release_asks_for_ids_and_for_the_record(
    changed_plan: ChangedPlan, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = changed_plan({})
    assert main(["check", "--release", str(plan)]) == 1
    assert "ID のない取組みが" in (said := capsys.readouterr().out)
    assert "まだ記録されていません" in said
    assert main(["ids", "--published", str(plan)]) == 0
    main(["check", "--release", str(plan)])
    assert "unlasting-address" not in capsys.readouterr().out


# -- three editions of a plan, edited by chance

Ledger = dict[str, tuple[str, ...]]
"""Ref at some time → refs now, as the one who edits knows it."""


class Edition:
    """A plan in the hands of somebody who says in ``former`` and ``removed`` what became of things."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.files = PlanFiles(folder)
        self.chance = chance
        self.count = 0
        self.ledger: Ledger = {}

    def new_id(self) -> str:
        self.count += 1
        return f"new-{self.chance.randrange(10**9)}"

    def actions(self) -> Iterator[tuple[Node, int]]:
        """The lists of actions, and the places in them, of actions that nothing relies on."""
        for measure in self.files.all("measures"):
            for block in measure.get("actions", {}).values():
                for items in (block, *(item["actions"] for item in block if "group" in item)):
                    for n, item in enumerate(items):
                        if "group" not in item and len(items) > 1:
                            yield items, n

    def became(self, old: str, *new: str) -> None:
        self.ledger = {ref: _replaced(refs, old, new) for ref, refs in self.ledger.items()}

    def an_action_is_renamed(self) -> None:
        items, n = self.chance.choice([*self.actions()])
        old, new = items[n]["id"], self.new_id()
        items[n]["id"] = new
        items[n]["former"] = [*items[n].get("former", ()), old]
        self.became(f"action:{old}", f"action:{new}")

    def an_action_is_split(self) -> None:
        items, n = self.chance.choice([*self.actions()])
        old = items[n]["id"]
        parts = [{"id": self.new_id(), "former": [old], "text": f"その{self.count}を行います。"} for _ in range(2)]
        before = [*items[n].get("former", ())]
        for part in parts:
            part["former"] = [*before, old]
        items[n : n + 1] = parts
        self.became(f"action:{old}", *(f"action:{part['id']}" for part in parts))

    def two_actions_become_one(self) -> None:
        items, n = self.chance.choice([*self.actions()])
        gone, stays = items.pop(n), items[0]
        if "group" in stays:
            items.insert(n, gone)
            return
        stays["former"] = [*dict.fromkeys((*stays.get("former", ()), gone["id"], *gone.get("former", ())))]
        self.became(f"action:{gone['id']}", f"action:{stays['id']}")

    def an_action_is_removed(self) -> None:
        items, n = self.chance.choice([*self.actions()])
        gone = items.pop(n)
        record = self.files["addresses.yml"]
        record["removed"] = [*record.get("removed", ()), f"action:{gone['id']}"]
        left = [f"action:{id}" for id in gone.get("former", ()) if not self.is_former(id)]
        record["removed"] += [ref for ref in left if ref not in record["removed"]]
        self.became(f"action:{gone['id']}")

    def is_former(self, id: str) -> bool:
        return any(id in items[n].get("former", ()) for items, n in self.actions())

    def an_action_is_moved_to_another_measure(self) -> None:
        items, n = self.chance.choice([*self.actions()])
        others = [
            block for one in self.files.all("measures") for block in one["actions"].values() if block is not items
        ]
        self.chance.choice(others).append(items.pop(n))

    def actions_stand_in_another_order(self) -> None:
        items, _ = self.chance.choice([*self.actions()])
        items.reverse()

    def a_measure_is_renamed(self) -> None:
        old, new = self.chance.choice(self.files.ids("measures")), self.new_id()
        measure = self.files[f"measures/{old}.yml"]
        self.files.delete(f"measures/{old}.yml")
        measure["id"], measure["former"] = new, [*measure.get("former", ()), old]
        self.files._files[f"measures/{new}.yml"] = measure
        order = self.files.order["measures"]
        order[order.index(old)] = new
        self.became(f"measure:{old}", f"measure:{new}")

    EDITS: tuple[Callable[[Edition], None], ...] = (
        an_action_is_renamed,
        an_action_is_split,
        two_actions_become_one,
        an_action_is_removed,
        an_action_is_moved_to_another_measure,
        actions_stand_in_another_order,
        a_measure_is_renamed,
    )


def _replaced(refs: tuple[str, ...], old: str, new: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found for ref in refs for found in (new if ref == old else (ref,))))


def leads_to(pages: dict[str, Page], url: str) -> tuple[tuple[str, ...], str]:
    """What a reader without script finds at an address: the places it is or names, from the root, and its words."""
    path, _, anchor = url.partition("#")
    body = document_fromstring(pages[path].body)
    if not anchor and pages[path].kind != "moved":
        return (url,), ""
    place: HtmlElement = body.xpath(f"//*[@id='{anchor}']")[0] if anchor else body.find_class("page-content")[0]
    if place.get("class") == "former":
        above = next(one for one in place.iterancestors() if one.get("id"))
        return (f"{path}#{above.get('id')}",), ""
    if place.getparent().get("class") == "moved-lines" or not anchor:
        links = place.xpath(".//a" if anchor else ".//*[contains(@class, 'moved-to')]//a")
        return tuple(_whole(path, link.get("href")) for link in links), body.text_content()
    return (url,), ""


def _whole(path: str, href: str) -> str:
    """A relative address from the root of the site."""
    steps = path.split("/")[:-1]
    while href.startswith("../"):
        href, steps = href[3:], steps[:-1]
    return "/".join((*steps, href.removeprefix("./"))) if not href.startswith("#") else f"{path}{href}"


@pytest.mark.parametrize("seed", range(4))
def test_after_three_editions_every_address_leads_on(seed: int, tmp_path: Path) -> None:
    """To the place; to what it was renamed, moved, joined or split to; or to its last words."""
    plan = Path(shutil.copytree(TINY, tmp_path / "plan"))
    assert main(["ids", "--published", str(plan)]) == 0
    edition = Edition(plan, random.Random(seed))
    for _ in range(3):
        edition.ledger |= {
            address.ref: (address.ref,)
            for address in published(outline(plan).index.plan)
            if address.ref not in edition.ledger
        }
        for edit in edition.chance.choices(Edition.EDITS, k=4):
            if len([*edition.actions()]):
                edit(edition)
        edition.files.save()
        assert main(["ids", "--published", str(plan)]) == 0
        edition.files = PlanFiles(plan)
    last = outline(plan)
    pages = {page.path: page for page in site(last, TEMPLATE_FOLDER).pages}
    for address in published(last.index.plan):
        expected = tuple(last.entries[ref].url for ref in edition.ledger.get(address.ref, (address.ref,)))
        found, words = leads_to(pages, address.url)
        assert sorted(found) == sorted(expected), address
        assert found or address.words in words, address


def test_what_is_renamed_without_a_word_is_reported_and_stops_a_release(
    changed_plan: ChangedPlan, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = changed_plan({})
    assert main(["ids", "--published", str(plan)]) == 0
    tea = plan / "measures" / "tea.yml"
    id = next(place.item.id for place in outline(plan).index.actions.values() if place.measure == "tea")
    tea.write_text(tea.read_text("utf-8").replace(f"id: {id}", "id: renamed"), "utf-8")
    capsys.readouterr()
    assert main(["check", str(plan)]) == 0
    assert "lost-address" in capsys.readouterr().out
    assert [(found.code, found.severity) for found in load(plan).diagnostics] == [("lost-address", "warning")]
    assert main(["check", "--release", str(plan)]) == 1
    assert "ことわりなく" in capsys.readouterr().out


# -- where a published address leads, case by case

RENAMED = {"measure:old": ("measure:tea", "measure:patrol"), "actor:old": ("actor:town-hall",)}


@pytest.mark.parametrize(
    ("ref", "found"),
    [
        ("measure:tea", ("measure:tea",)),
        ("action:x", ("action:x",)),
        ("measure:gone", ()),
        ("measure:old", ("measure:tea", "measure:patrol")),
        ("topic:visits", ("topic:visits",)),
        ("topic:gone", ()),
        ("section:visits", ()),
        ("action:tea.neighbours.x", ("action:again",)),
        ("action:old.neighbours.x", ("action:again",)),
        ("action:tea.old.x", ("action:other",)),
        ("action:patrol.neighbours.x", ("action:x",)),
        ("action:tea.gone.x", ("action:x",)),
        ("action:tea.neighbours.gone", ()),
        ("action:tea.neighbours-99", ()),
        ("measure:tea.neighbours.x", ()),
    ],
)
def test_an_entry_is_followed_by_ids_and_former_ids(ref: str, found: tuple[str, ...]) -> None:
    """A cross-listing without an id by measure, actor and original; to the original where that place is gone."""
    index = outline(TINY).index
    action, *_ = index.actions.values()
    places = (
        replace(action, ref="action:again", measure="tea", actor="neighbours"),
        replace(action, ref="action:other", measure="tea", actor="town-hall"),
    )
    index = replace(
        index,
        entities={**index.entities, "figure:visits": index.entities["measure:tea"]},
        actions={**index.actions, "action:x": action},
        cross_listings={"action:x": places},
        former=RENAMED,
    )
    assert successors(index, ref) == found


def test_the_record_leads_to_what_is_there_now() -> None:
    """What has its old address needs nothing; what is gone has last words, unless it was removed on purpose."""
    base = outline(TINY)
    tea, challenge = base.entries["measure:tea"], base.entries["challenge:empty-houses"]
    lines = (
        f"{tea.url} measure:tea お茶を飲む",
        "measures/cha/ measure:tea お茶",
        "measures/cha/#a measure:gone 茶畑",
        f"{challenge.url} measure:tea お茶",
        "measures/b/ measure:gone 茶畑",
        "measures/c/ measure:removed",
        "measures/e/ measure:last 終わり",
    )
    record = Addresses(published=lines, removed=("measure:removed",), at=base.index.plan.at)
    plan = replace(base.index.plan, addresses=record)
    index = replace(base.index, plan=plan)
    told = replace(base, index=index)
    assert [(one.published.url, [to.ref for to in one.to]) for one in moved(told)] == [
        ("measures/cha/", ["measure:tea"]),
        ("measures/cha/#a", []),
        *((f"measures/{letter}/", []) for letter in "bce"),
    ]
    assert [(gone.published.url, gone.at.path) for gone in lost(index)] == [
        ("measures/cha/#a", ("published", 2)),
        ("measures/e/", ("published", 6)),
    ]
    assert list(lost(replace(index, skipped=frozenset({"measure:unread"})))) == []  # nobody knows what that file holds
    assert list(lost(base.index)) == []
    first = published(plan)[2]
    assert (first.page, first.anchor, first.line) == ("measures/cha/", "a", lines[2])
    written = recorded(told, {"measures/tea/#old": "measure:tea"})
    assert written[: len(lines) + 1] == (*lines, "measures/tea/#old measure:tea A お茶を飲む")
    assert len({line.partition(" ")[0] for line in written}) == len(written) == len({*written})
    assert {line.partition(" ")[0] for line in written} >= {one.url for one in base.entries.values() if one.page}


def test_a_release_says_of_each_address_what_is_to_do() -> None:
    """Given to another entry, or not recorded yet; a record of all of them asks for nothing more."""
    base = outline(TINY)
    ids = {place.ref for place in base.index.actions.values()}

    def told(lines: tuple[str, ...] | None) -> list[str]:
        record = None if lines is None else Addresses(published=lines, at=base.index.plan.at)
        index = replace(base.index, plan=replace(base.index.plan, addresses=record))
        return [one.message.key.partition(".")[0] for one in lasting(replace(base, index=index))]

    assert ids
    assert told(None) == ["no-id", "no-id", "unrecorded"]
    every = recorded(base, {})
    assert told(every) == ["no-id", "no-id"]
    assert told(every[:-1]) == ["no-id", "no-id", "unrecorded"]
    taken = tuple(line.replace("measure:tea ", "measure:patrol ", 1) for line in every)
    assert told(taken) == ["no-id", "no-id", "taken"]


@pytest.mark.parametrize(("length", "kept"), [(60, "茶" * 60), (61, "茶" * 59 + "…")])
def test_sixty_characters_of_a_title_are_kept(length: int, kept: str) -> None:
    base = outline(TINY)
    entries = {**base.entries, "term:x": replace(base.entries["term:tea-party"], title="茶" * length, number="")}
    assert f"x/ term:x {kept}" in recorded(replace(base, entries=entries), {"x/": "term:x"})


def test_a_page_that_is_gone_is_told_once_with_all_that_stood_on_it() -> None:
    """Ten notices for one deleted measure hide the rest; what was given up takes along what stood on its page."""
    base = outline(TINY)
    lines = (
        "measures/cha/#a action:gone-a 一杯め",
        "measures/cha/ measure:gone 茶畑",
        "measures/cha/#b action:gone-b 二杯め",
        f"{base.entries['measure:tea'].url}#c action:gone-c 三杯め",
    )

    def told(removed: tuple[str, ...]) -> list[tuple[str, int]]:
        record = Addresses(published=lines, removed=removed, at=base.index.plan.at)
        plan = replace(base.index.plan, addresses=record)
        return [(gone.published.ref, gone.within) for gone in lost(replace(base.index, plan=plan))]

    assert told(()) == [("measure:gone", 2), ("action:gone-c", 0)]
    assert told(("measure:gone",)) == [("action:gone-c", 0)]
    assert told(("action:gone-a",)) == [("measure:gone", 1), ("action:gone-c", 0)]


def test_what_stood_elsewhere_as_well_does_not_go_with_a_page() -> None:
    """An action that had moved on before its measure was given up; a measure that a chapter lists."""
    base = outline(TINY)
    tea = base.entries["measure:tea"].url
    lines = (
        "chapters/alt/ chapter:gone 旧い章",
        "chapters/alt/#m measure:gone 茶畑",
        "measures/cha/ measure:gone 茶畑",
        "measures/cha/#a action:moved 一杯め",
        f"{tea}#a action:moved 一杯め",
    )
    record = Addresses(published=lines, removed=("chapter:gone",), at=base.index.plan.at)
    index = replace(base.index, plan=replace(base.index.plan, addresses=record))
    assert [(gone.published.ref, gone.within) for gone in lost(index)] == [("measure:gone", 0), ("action:moved", 0)]
