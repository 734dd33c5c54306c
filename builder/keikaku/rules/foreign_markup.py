"""No markup of other tools in a text: it would be shown as it is typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.patterns import regex
from keikaku.plan.index import PlanIndex
from keikaku.rules.words import Patterns
from keikaku.text.letters import IDEOGRAPH
from keikaku.yaml.diagnose.wording import PICTURE_IN_TEXT

_say = DiagnosticCatalogue(__file__)
_MARKUP = Patterns(
    {
        "strike": regex(r"~~"),
        "backquote": regex(r"`+"),
        "entity": regex(r"&(?:[A-Za-z]{2,8}|#[0-9]{1,6}|#[xX][0-9A-Fa-f]{1,6});"),
        "ruby": regex(rf"[|｜][^|｜《\n]{{1,20}}《[^》\n]{{1,40}}》|《(?<={IDEOGRAPH}.)[ぁ-んァ-ヶー]{{1,40}}》"),
        "other": regex(
            r"=(?<!=.)=(?=[^=\s])[^=\n]{1,40}==(?!=)|\[\[[^\[\]\n]{1,40}\]\]|\^[0-9A-Za-z]{1,8}\^|https?：[/／]{2}"
        ),
        "field": regex(
            r"エラー[!！] ?(?:参照元|ブックマーク)[^。\n]{0,16}。?|Error! (?:Reference|Bookmark)[^.\n]{0,30}\.?"
            r"|#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!)|#{4,}(?=\s*$)|«[^»\n]{1,40}»|\{\{?[^{}\n]{1,40}\}\}?"
            r"|(?:HYPERLINK|PAGEREF|MERGEFIELD|SEQ (?:図|表|Figure|Table))(?![A-Za-z]) ?[^。\n]{0,20}"
        ),
        "comment": regex(r"//(?<!\S..)(?=\s)|\A//"),
        "conflict": regex(r"^={7}|={7}$"),
    }
)


PICTURE = regex(
    r"!\[[^\]\n]*\]\((?P<target>(?:figure|table|image|file|data):[^)\s]+"
    r"|[^)\s]+\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|emf|wmf|pdf))\)",
    re.IGNORECASE,
)
"""As Markdown has them. A mark before any other link may be the end of a sentence."""


def foreign_markup(index: PlanIndex) -> Iterator[Diagnostic]:
    """Lines through words, code, HTML entities, ruby of novels, comments of programs, fields of a word processor.

    A picture is an error: nobody would see it.
    """
    for owned in index.texts:
        if "![" in owned.text.markdown and (found := PICTURE.search(owned.text.markdown)):
            yield PICTURE_IN_TEXT.at(owned.text.at.locate(found[0]))
    for owned, ((kind, mark), *_) in _MARKUP.occurrences(index):
        sign = mark[0].strip()
        yield _say.warning(kind, owned.text.at.locate(sign), sign=sign)
