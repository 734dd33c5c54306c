"""What the fingers or an input method left in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Text
from keikaku.rules.words import occurrences

_say = DiagnosticCatalogue(__file__)
_SLIP = re.compile(
    r"(?P<double>。。+|、、+|。、|、。|をを|がが(?![くけっんす])|はは(?![はおの])|にに(?![ぎん]))"
    r"|(?P<letters>(?<=[ぁ-ん])[a-zａ-ｚ]{1,2}(?=[ぁ-ん])|(?<=[ぁ-ん])[a-zａ-ｚ](?=[。、]|$))"
    r"|(?P<spaced>(?:[ぁ-んァ-ヶー一-龠々] ){3,}[ぁ-んァ-ヶー一-龠々])"
    r"|(?P<space>(?<=[ぁ-ん、]) (?=[ぁ-んァ-ヶー一-龠々]))"
    r"|(?P<over>(?<![0-9０-９.．,，])(?:[1-9１-９][0-9０-９]{3,}|[2-9２-９][0-9０-９]{2})(?:[.．][0-9０-９]+)?[%％])"
)


def typing_slip(index: PlanIndex) -> Iterator[Diagnostic]:
    """Signs and letters typed twice, letters that were never converted, spaces within words, far too many per cent."""
    for owned, slips in occurrences(index, _SLIP):
        slip = next((slip for slip in slips if slip.lastgroup != "space" or _is_folded(owned.text)), None)
        if slip is not None:
            start, end = (slip.start() - 3, slip.end() + 3) if slip.lastgroup == "space" else slip.span()
            written = slip.string[max(start, 0) : end]
            yield _say.warning(str(slip.lastgroup), owned.text.at.locate(written), written=written)


def _is_folded(text: Text) -> bool:
    """Whether YAML has joined lines by a space; a name may well have one that was typed."""
    span = text.at.span()
    return span.end_line > span.line
