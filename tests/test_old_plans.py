"""Plans as they were written once stay plans: nothing has to be brought up to date (ADR 30).

``tests/plans/old`` holds two as they stood on the day in their names. They are never edited.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from keikaku.messages import load_messages
from keikaku.outputs.export import export
from keikaku.outputs.print import print_draft_data
from keikaku.outputs.site import site
from keikaku.pipeline import forms, load, outline_of, schemas
from keikaku.resources import MESSAGE_FOLDER, TEMPLATE_FOLDER
from keikaku.yaml.comments import comments_of
from keikaku.yaml.format import formatted

OLD = sorted((Path(__file__).parent / "plans" / "old").iterdir())


@pytest.mark.parametrize("plan", OLD, ids=lambda path: path.name)
def test_an_old_plan_is_checked_and_shown_as_ever(plan: Path) -> None:
    loaded = load(plan)
    assert loaded.diagnostics == ()
    assert loaded.index is not None
    outline = outline_of(loaded.index)
    pages = "".join(page.body for page in site(outline, TEMPLATE_FOLDER).pages)
    assert all(f'id="{entry.anchor}"' in pages for entry in outline.by_kind["action"] if entry.anchor)
    assert print_draft_data(outline, TEMPLATE_FOLDER, appendix=True).body
    assert export(outline, load_messages(MESSAGE_FOLDER, "ja", "export"), schemas())


@pytest.mark.parametrize("plan", OLD, ids=lambda path: path.name)
def test_formatting_an_old_plan_keeps_its_comments(plan: Path) -> None:
    files = load(plan).sources.files
    assert sum(len(comments_of(source).texts()) for source in files) >= len(files)
    for source in files:
        assert formatted(source, forms()[f"{source.kind}.schema.json"])  # raises where a comment would be lost
