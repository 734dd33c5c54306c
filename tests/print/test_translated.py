"""The PDF of a translation: what is left in the language of the original says so, and changed originals are told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from keikaku.diagnostics.span import text_map
from keikaku.outputs.print import make_print_draft
from keikaku.pipeline import outline_of
from keikaku.plan.translation import in_language_of
from keikaku.resources import TEMPLATE_FOLDER
from keikaku.text.fonts import FontSet
from keikaku.yaml.po import read_locale
from tests.print.extract import Tagged, tag_tree
from tests.specimens import TINY, outline

JAPANESE = re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
CHANGED_TITLE = """
#, fuzzy
#| msgid "茶を飲む"
msgctxt "measure:tea/title"
msgid "お茶を飲む"
msgstr "Drinking tea"
"""


@pytest.fixture(scope="module")
def tree(fonts: FontSet) -> Tagged:
    """The tiny plan, half of it in English; the title of a measure has changed since."""
    words = (Path(__file__).parents[1] / "translation" / "en.po").read_text("utf-8")
    words, changed = re.subn(r'\nmsgctxt "measure:tea/title"\nmsgid .*\nmsgstr .*\n', CHANGED_TITLE, words)
    assert changed == 1
    locale, faults = read_locale(text_map("locale/en.po", words), "en")
    assert locale is not None, faults
    plan = outline_of(in_language_of(locale, outline(TINY).index, ("ja", "en")))
    return tag_tree(make_print_draft(plan, TEMPLATE_FOLDER, fonts).pdf)


def test_what_is_left_in_japanese_says_so(tree: Tagged) -> None:
    """Each piece by itself, and none of the English ones."""
    said = [piece for element in tree.all() for piece in element.said]
    japanese = [piece for piece in said if JAPANESE.search(piece[0])]
    assert len(japanese) > 50
    assert [piece for piece in japanese if piece[1] != "ja-JP"] == []
    english = [piece for piece in said if re.search("[A-Za-z]{4}", piece[0])]
    assert len(english) > 50
    assert [piece for piece in english if piece[1] != "en"] == []


def test_a_title_whose_original_has_changed_tells_it_below(tree: Tagged) -> None:
    text = re.sub(r"\s", "", tree.text)
    assert re.search(r"Drinkingtea\W*Theoriginalhaschangedsincethiswastranslated.Itsaysnow:お茶を飲む", text)
