"""The page that the bench gives to other engines says what the print draft says, or the comparison would be unfair."""

from __future__ import annotations

import html
import re

from bench.print_html import page
from keikaku.outputs.print import print_draft_data
from keikaku.plan.outline import Outline
from keikaku.resources import TEMPLATE_FOLDER
from tests.print.extract import in_order, squeezed


def test_it_has_every_line_of_the_plan_in_order(tiny: Outline) -> None:
    made = page(print_draft_data(tiny, TEMPLATE_FOLDER, appendix=True))
    text = squeezed(html.unescape(re.sub(r"<(style|svg).*?</\1>|<span class=note.*?</span>|<[^>]+>", "", made)))
    text = text.replace("（p）", "")  # the page that the engine would fill in
    lines = [line for line in tiny.lines if line.role not in ("contents", "note", "cell")]
    assert in_order((squeezed(re.sub(r"※[0-9]+", "", line.text)) for line in lines), text) == []
