"""All that the commands make of a plan, so that a test can say: whatever passes the check, every command takes."""

from __future__ import annotations

from collections.abc import Callable

from keikaku.hosts.website import Website, website
from keikaku.messages import load_messages
from keikaku.outputs.compare import compare
from keikaku.outputs.compare.document import docx
from keikaku.outputs.compare.markdown import markdown
from keikaku.outputs.compare.paper import paper_data
from keikaku.outputs.compare.sheet import xlsx
from keikaku.outputs.compare.table import ComparisonTable, ComparisonView, table
from keikaku.outputs.compare.web import html
from keikaku.outputs.print import make_actor_leaflet, make_measure_leaflet, make_print_draft
from keikaku.outputs.print.typeset import typeset
from keikaku.outputs.workbook import workbook
from keikaku.pipeline import Loaded, outline_of
from keikaku.plan.outline import Outline
from keikaku.resources import MESSAGE_FOLDER, TEMPLATE_FOLDER
from keikaku.text.fonts import find_fonts, font_folders
from keikaku.text.tokens import boundaries


def every_output(loaded: Loaded, old: Outline) -> Website:
    """Site with print draft, search and open data; leaflets, workbooks, the comparison with ``old`` in all formats."""
    assert loaded.sound, loaded.diagnostics
    assert loaded.index is not None
    made, new = website(loaded.index), outline_of(loaded.index)
    fonts = find_fonts(font_folders())
    words = load_messages(MESSAGE_FOLDER, loaded.index.plan.interface, "workbook")
    for actor in loaded.index.plan.actors:
        assert workbook(new, f"actor:{actor.id}", words)
    print_draft = make_print_draft(new, TEMPLATE_FOLDER, fonts, appendix=False)
    for measure in loaded.index.plan.measures[:1]:
        assert make_measure_leaflet(new, TEMPLATE_FOLDER, measure.id, print_draft).pdf
    for actor in loaded.index.plan.actors[:1]:
        assert make_actor_leaflet(new, TEMPLATE_FOLDER, actor.id, print_draft).pdf
    both = _comparison(old, new)
    writers: tuple[Callable[[ComparisonTable], object], ...] = (
        docx,
        xlsx,
        markdown,
        lambda rows: html(rows, TEMPLATE_FOLDER),
    )
    assert all(write(both) for write in writers)
    assert typeset(TEMPLATE_FOLDER / "compare" / "table.typ", paper_data(both), fonts).pdf
    return made


def _comparison(old: Outline, new: Outline) -> ComparisonTable:
    messages = load_messages(MESSAGE_FOLDER, new.index.plan.interface, "compare")
    view = ComparisonView(messages=messages, old_name="前", new_name="後", new_first=True, old_pages={}, new_pages={})
    return table(compare(old, new, boundaries), view)
