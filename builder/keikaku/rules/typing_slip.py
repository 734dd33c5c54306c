"""What the fingers or an input method left in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Text
from keikaku.rules.words import occurrences

_say = DiagnosticCatalogue(__file__)
_TYPO = re.compile(
    r"(?P<double>。。+|、、+|。、|、。|をを|がが(?![くけっんす])|はは(?![はおの])|にに(?![ぎん])"
    r"|(?<!も)のの(?![しち])|でで(?!き)|ーー+)"
    r"|(?P<twice>(?P<part>[ぁ-んァ-ヶー一-龠々]{4,12})(?P=part))"
    r"|(?P<letters>(?<=[ぁ-ん])[a-zａ-ｚ]{1,2}(?=[ぁ-ん])|(?<=[ぁ-ん])[a-zａ-ｚ](?=[。、]|$)|(?<=[ぁ-ん])[ａ-ｚ]{1,2}(?=[一-龠])"
    r"|(?<=[ぁ-ん一-龠])(?:[bdghjkmnprstyz]?[aiueo]|sh[aiuo]|ch[aiuo]|tsu|nn?){2,}(?=[ぁ-ん。、]|$))"
    r"|(?P<alike>(?<=[ァ-ヴ])[−－‐–—―-](?=[ァ-ヴ])|(?<![ァ-ヴー一-龠々])[口卜](?=[ァ-ヴー]{2})|(?<=[ァ-ヴ])[口二卜夕工](?=[ァ-ヴー])"
    r"|(?<![一-龠々])[口二卜夕力工]{2,}(?=[ァ-ヴー])|(?<=[ァ-ヴー])[口二卜夕力工]{2,}(?![一-龠々])"
    r"|(?<![ぁ-んァ-ヴー一-龠々])力(?=[ァ-ヴー]{2})(?!アップ)"
    r"|(?<=[一-龠ぁ-ん])ヘ(?=[一-龠ぁ-ん])|(?<![А-яΑ-ω])[АВЕКМНОРСТХаеорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο](?=[ぁ-んァ-ヶ一-龠]))"
    r"|(?P<widths>[0-9][０-９]|[０-９][0-9])"
    r"|(?P<far>(?<=\S)\u3000{2,}(?=\S))"
    r"|(?P<spaced>(?:[ぁ-んァ-ヶー一-龠々] ){3,}[ぁ-んァ-ヶー一-龠々])"
    r"|(?P<space>(?<=[ぁ-ん、]) (?=[ぁ-んァ-ヶー一-龠々]))"
    r"|(?P<over>(?<![0-9０-９.．,，])[1-9１-９][0-9０-９]{2,}(?:[.．][0-9０-９]+)?[%％])"
)
_MAY_BE_OVER = re.compile(r"達成|増|比|前年|上回|超|伸|倍|対|充足|稼働|利用率|進捗|100[%％]|１００[%％]")
"""Beside these a share of more than 100 % is none of a whole; from 200 % on it is asked about all the same."""


def typing_slip(index: PlanIndex) -> Iterator[Diagnostic]:
    """Signs and letters typed twice, letters that were never converted, spaces within words, far too many per cent."""
    for owned, typos in occurrences(index, _TYPO):
        typo = next((typo for typo in typos if _is_one(owned.text, typo, typos)), None)
        if typo is not None:
            start, end = (typo.start() - 3, typo.end() + 3) if typo.lastgroup == "space" else typo.span()
            written = typo.string[max(start, 0) : end]
            yield _say.warning(str(typo.lastgroup), owned.text.at.locate(written), written=written)


def _is_one(text: Text, typo: re.Match[str], typos: Sequence[re.Match[str]]) -> bool:
    if typo.lastgroup == "space":  # a name may well have one that was typed
        return _is_folded(text) or [other.lastgroup for other in typos].count("space") > 1
    if typo.lastgroup == "over":
        return float(unicodedata.normalize("NFKC", typo[0][:-1])) >= 200 or not _MAY_BE_OVER.search(typo.string)
    return True


def _is_folded(text: Text) -> bool:
    """Whether YAML has joined lines by a space."""
    span = text.at.span()
    return span.end_line > span.line
