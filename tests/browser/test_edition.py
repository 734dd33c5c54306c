"""On which edition of the plan a run measures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from keikaku.hosts.website import website
from keikaku.outputs.site.measured import page_fingerprint
from tests.browser.results import EDITION
from tests.specimens import LIVE, outline


@pytest.mark.live_plan
def test_the_edition_is_handed_over(record_property: Callable[[str, object], None]) -> None:
    """What the plan says of itself, and a fingerprint of every page. The statement itself changes with every run."""
    index = outline(LIVE).index
    pages = [page for page in website(index).site.pages if page.path != "accessibility/"]
    fingerprints = {f"/{page.path}": page_fingerprint(page.body) for page in pages}
    assert len(fingerprints) == len(pages)
    plan = index.plan
    edition = {"id": plan.id, "status": plan.status, "edition": plan.date, "pages": fingerprints}
    record_property(EDITION, edition)
