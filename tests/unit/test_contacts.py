"""Whom to ask: what a plan with contacts says, and what one without says honestly."""

from __future__ import annotations

from pathlib import Path

import pytest

from keikaku.hosts.cli import main
from keikaku.outputs.search import contacts_for, documents, load_topics
from keikaku.outputs.site import site
from keikaku.pipeline import load
from keikaku.plan.outline import Outline
from keikaku.resources import TEMPLATE_FOLDER
from tests.specimens import TINY, TOP, ChangedPlan, outline

AONO = TOP / "examples" / "aono" / "plan"


@pytest.fixture(scope="module")
def aono() -> Outline:
    return outline(AONO)


@pytest.fixture(scope="module")
def pages(aono: Outline) -> dict[str, str]:
    return {page.path: page.body.replace("<wbr>", "") for page in site(aono, TEMPLATE_FOLDER).pages}


def asked(body: str) -> str:
    """The foot of a page: whom to ask."""
    return body.partition('<section class="ask"')[2]


def test_a_page_ends_with_whom_to_ask_about_it_and_about_the_plan(pages: dict[str, str]) -> None:
    own = asked(pages["measures/one-door/"])
    assert own.index("まるごと相談窓口") < own.index("福祉政策課")
    assert '<a href="tel:0900-00-2222">0900-00-2222</a>' in own
    assert "まるごと相談窓口" not in asked(pages["measures/visiting/"])
    assert "福祉政策課" in asked(pages["measures/visiting/"])


def test_a_mail_says_which_page_it_is_about(pages: dict[str, str]) -> None:
    """The title and the address, as the office would otherwise have to ask back."""
    body = asked(pages["measures/visiting/"])
    assert "mailto:fukushi@example.jp?subject=3-2%20" in body
    assert "measures%2Fvisiting%2F" in body


def test_how_to_comment_is_reported_with_its_period(pages: dict[str, str]) -> None:
    assert "2026年2月10日から2026年3月11日まで" in asked(pages["chapters/about/"])
    assert '<a href="https://example.jp/aono/iken">' in pages["contact/"]


def test_a_plan_without_contacts_says_so(tiny: Outline) -> None:
    """Nothing is made up, and there is no badge or box that promises help."""
    pages = {page.path: page.body for page in site(tiny, TEMPLATE_FOLDER).pages}
    assert "まだ載せていません" in asked(pages["measures/tea/"])
    assert "tel:" not in pages["contact/"]
    assert tiny.index.plan.organisations[0] in pages["contact/"]


def test_a_contact_is_found_by_its_name_and_by_its_words(aono: Outline) -> None:
    (found,) = (doc for doc in documents(aono) if doc.ref == "contact:heart-line")
    assert found.url == "contact/#heart-line"
    assert found.aliases == ("死にたい",)
    assert "0900-00-3333" in found.text
    assert "死にたい" not in found.text.replace("死にたい気持ち", "")


def test_days_are_compared_and_printed_as_papers_write_them(aono: Outline) -> None:
    days = {line.role: line.text for line in aono.shown if line.role in ("checked", "begins", "ends")}
    assert days == {"checked": "令和8年2月2日", "begins": "令和8年2月10日", "ends": "令和8年3月11日"}


def test_words_of_danger_have_the_contacts_that_name_them(aono: Outline) -> None:
    dangers = {topic.name: topic for topic in load_topics(TEMPLATE_FOLDER / "topics" / "ja") if topic.danger}
    contacts = aono.index.plan.contacts
    assert [said["phone"] for said in contacts_for(dangers["死にたい"], contacts)] == ["0900-00-3333"]
    assert contacts_for(dangers["虐待"], contacts) == []


@pytest.mark.parametrize(("day", "told"), [("2027-02-02", 0), ("2027-02-03", 3)])
def test_a_contact_not_checked_for_a_year_is_reported(day: str, told: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Against the day that is given, so that a plan is not judged otherwise tomorrow."""
    assert main(["check", "--on", day, str(AONO)]) == 0
    assert capsys.readouterr().out.count("注意[contact-not-checked]") == told


OFFICE = "id: office\nname: 役場\nreading: やくば\nabout: 計画について\nserves: [{serves}]\nchecked: {day}\n"


@pytest.mark.parametrize(
    ("serves", "day", "code"),
    [
        ("measure:teas", "2026-02-02", "unknown-reference"),
        ("plan", "2026-02-30", "doubtful-date"),
        ("plan", "0000-02-02", "doubtful-date"),
    ],
)
def test_a_contact_for_nothing_or_of_no_day_is_a_fault(
    changed_plan: ChangedPlan, serves: str, day: str, code: str
) -> None:
    folder: Path = changed_plan({"contacts/office.yml": OFFICE.format(serves=serves, day=day)})
    (found,) = load(folder).diagnostics
    assert (found.code, found.severity) == (code, "error")


def test_tiny_names_nobody() -> None:
    """The plan the others are compared with."""
    assert not (TINY / "contacts").exists()
