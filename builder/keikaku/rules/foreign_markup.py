"""No markup of other tools in a text: it would be shown as it is typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.rules.words import occurrences

_say = DiagnosticCatalogue(__file__)
_MARKUP = re.compile(
    r"(?P<strike>~~)|(?P<backquote>`+)|(?P<entity>&(?:[A-Za-z]{2,8}|#[0-9]{1,6}|#[xX][0-9A-Fa-f]{1,6});)"
    r"|(?P<ruby>[|｜][^|｜《\n]{1,20}《[^》\n]{1,40}》|[一-龠々]{1,10}《[ぁ-んァ-ヶー]{1,40}》)"
    r"|(?P<other>(?<!=)==(?=[^=\s])[^=\n]{1,40}==(?!=)|\[\[[^\[\]\n]{1,40}\]\]|\^[0-9A-Za-z]{1,8}\^|https?：[/／]{2})"
    r"|(?P<comment>^//|\s//\s)|(?P<conflict>^={7}|={7}$)"
)


def foreign_markup(index: PlanIndex) -> Iterator[Diagnostic]:
    """Lines through words, code, HTML entities, ruby of novels, comments of programs."""
    for owned, (mark, *_) in occurrences(index, _MARKUP):
        sign = mark[0].strip()
        yield _say.warning(str(mark.lastgroup), owned.text.at.locate(sign), sign=sign)
