"""What pages tell machines: nothing but what the plan says, and no word of it can become markup."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from keikaku.outputs.site.metadata import head_metadata, sitemap
from keikaku.plan.outline import Outline
from tests.specimens import TINY, ChangedPlan, outline

PATH = "measures/tea/"


def json_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def with_address(changed_plan: ChangedPlan) -> Outline:
    settings = (TINY / "plan.yml").read_text("utf-8").replace("site:\n", "site:\n  url: https://plan.example.jp/\n")
    return outline(changed_plan({"plan.yml": settings}))


def test_a_page_says_what_it_is_part_of_and_that_it_is_a_draft(tiny: Outline) -> None:
    plan = tiny.index.plan
    html = head_metadata(tiny, path=PATH, title="お茶会", description="説明", trail=[("ホーム", "")])
    data = json_of(html)
    assert (data["@type"], data["name"], data["creativeWorkStatus"]) == ("WebPage", "お茶会", plan.status)
    assert data["isPartOf"]["name"] == plan.site.name
    assert [found["name"] for found in data["publisher"]] == list(plan.organisations)
    assert '<meta property="og:title" content="お茶会">' in html


def test_no_address_is_made_up(tiny: Outline) -> None:
    html = head_metadata(tiny, path=PATH, title="お茶会", description="説明", trail=[("ホーム", "")])
    assert "og:url" not in html
    assert not {"url", "breadcrumb"} & set(json_of(html))
    assert sitemap(tiny.index.plan, ["", PATH]) is None


def test_addresses_are_whole_where_they_are_known(changed_plan: ChangedPlan) -> None:
    plan = with_address(changed_plan)
    html = head_metadata(
        plan, path=PATH, title="お茶会", description="説明", trail=[("ホーム", ""), ("施策", "measures/")]
    )
    assert '<meta property="og:url" content="https://plan.example.jp/measures/tea/">' in html
    steps = json_of(html)["breadcrumb"]["itemListElement"]
    assert [(step["position"], step["item"]) for step in steps] == [
        (1, "https://plan.example.jp/"),
        (2, "https://plan.example.jp/measures/"),
    ]
    listed = sitemap(plan.index.plan, ["", PATH])
    assert listed is not None
    assert [element.text for element in ET.fromstring(listed).iter() if element.tag.endswith("loc")] == [
        "https://plan.example.jp/",
        "https://plan.example.jp/measures/tea/",
    ]


def test_the_page_of_downloads_is_a_data_set_with_its_terms_of_use(tiny: Outline) -> None:
    html = head_metadata(
        tiny,
        path="downloads/",
        title="データ",
        description="説明",
        downloads={"plan.json": b"{}\n", "schema/a.json": b"{}"},
    )
    found = json_of(html)["mainEntity"]
    assert found["@type"] == "Dataset"
    assert found["license"]
    assert [(file["name"], file["encodingFormat"], file["contentSize"]) for file in found["distribution"]] == [
        ("plan.json", "application/json", "3 B")
    ]


@given(st.text())
def test_no_text_leaves_its_attribute_or_script(tiny: Outline, text: str) -> None:
    html = head_metadata(tiny, path=PATH, title=text, description=text)
    assert json_of(html).get("name", "") == text
    assert len(re.findall("<", html)) == len(
        re.findall(r"<meta property=\"og:|<script type=\"application/ld\+json\">|</script>", html)
    )
