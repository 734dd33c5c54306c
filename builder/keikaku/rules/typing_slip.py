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
_TYPOS = {
    "double": re.compile(
        r"。(?:。+|[、.．])|[.．](?<=[ぁ-ん].)。|、(?:、+|。)|をを|がが(?![くけっんす])|はは(?![はおの])|にに(?![ぎん])"
        r"|のの(?<!ものの)(?![しち])"
        r"|でで(?<!までで)(?!き)|ーー+|ますす|ですす|したた(?![めちらりるれ])|ことこと"
        r"|[0-9０-９](?:円円|か所か所|[%％]{2}|(?:人人|件件|回回|名名)(?![一-龠]))|[%％]パーセント|パーセント[%％]"
    ),
    "twice": re.compile(r"(?P<part>[ぁ-んァ-ヶー一-龠々]{2,12})(?P=part)"),
    "letters": re.compile(
        r"[a-zａ-ｚ](?<=[ぁ-ん].)(?:[a-zａ-ｚ]?(?=[ぁ-ん])|(?=[。、]|$))|[ａ-ｚ](?<=[ぁ-ん].)[ａ-ｚ]?(?=[一-龠])"
        r"|[ａ-ｚ](?<=[一-龠].)[ａ-ｚ]?(?<![ｇｍ])(?=[ぁ-ん])"
        r"|[a-z](?<=[ぁ-ん一-龠].)(?:(?<=[aiueo])|(?<=[bdghjkmnprstyz])[aiueo]|(?<=[sc])h[aiuo]|(?<=t)su|(?<=n)n?)"
        r"(?:[bdghjkmnprstyz]?[aiueo]|[sc]h[aiuo]|tsu|nn?)+(?=[ぁ-ん。、]|$)"
    ),
    "alike": re.compile(
        r"[−－‐–—―-](?<=[ァ-ヴ].)(?=[ァ-ヴ])|[口卜](?<![ァ-ヴー一-龠々].)(?!コミ)(?=[ァ-ヴー]{2})|[口二卜夕工](?<=[ァ-ヴ].)(?=[ァ-ヴー])"
        r"|[口二卜夕力工](?<![一-龠々].)(?:[口二卜夕力工]+(?=[ァ-ヴー])|(?=ー[ァ-ヴ]))"
        r"|[口二卜夕力工](?<=[ァ-ヴー].)[口二卜夕力工]+(?![一-龠々])|力(?<![ぁ-んァ-ヴー一-龠々].)(?=[ァ-ヴー]{2})(?!アップ)"
        r"|一(?<=[ァ-ヴ].)(?=[ァ-ヴー])(?![カヵケヶ][一-龠])|[ヘリ](?<=[一-龠ぁ-ん].)(?=[一-龠ぁ-ん])"
        r"|[АВЕКМНОРСТХаеорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο](?<![А-яΑ-ω].)(?=[ぁ-んァ-ヶ一-龠])"
        r"|[0-9](?<![A-Za-z0-9].)[0-9]*[OoＯ](?=[0-9一-龠])|[lIO](?<![A-Za-z0-9].)(?=[0-9]+(?:人|件|回|年|月|日|円|[%％]))"
    ),
    "widths": re.compile(r"[0-9][０-９]|[０-９][0-9]"),
    "letter-widths": re.compile(r"[A-Za-z][Ａ-Ｚａ-ｚ]|[Ａ-Ｚａ-ｚ][A-Za-z]"),
    "comma": re.compile(r"[0-9](?<![0-9０-９,].)[0-9]{0,2}(?:,[0-9]{3})*,(?:[0-9]{2}|[0-9]{4,})(?![0-9,])"),
    "ending": re.compile(r"[、，,．](?<=[ぁ-んァ-ヶ一-龠].)\s*\Z|\.(?<=[ぁ-ん].)\s*\Z"),
    "far": re.compile(r"\u3000(?<=\S.)\u3000+(?=\S)"),
    "spaced": re.compile(r" (?<=[ぁ-んァ-ヶー一-龠々].)[ぁ-んァ-ヶー一-龠々](?: [ぁ-んァ-ヶー一-龠々]){2,}"),
    "space": re.compile(r" (?<=[ぁ-ん、].)(?=[ぁ-んァ-ヶー一-龠々])"),
    "over": re.compile(r"[1-9１-９](?<![0-9０-９.．,，].)[0-9０-９]{2,}(?:[.．][0-9０-９]+)?[%％]"),
}
"""Each begins with the signs it may begin with and looks behind only then, which is many times as fast."""
_WORD = re.compile(r"(?![一毎])[一-龠]{2,}|[ァ-ヶー]{3,}|.{4,}")
"""What nobody says twice: 一人一人, 毎日毎日 and ますます are right."""
_MAY_BE_OVER = re.compile(r"達成|増|比|前年|上回|超|伸|倍|対|充足|稼働|利用率|進捗|100[%％]|１００[%％]")
"""Beside these a share of more than 100 % is none of a whole; from 200 % on it is asked about all the same."""


def typing_slip(index: PlanIndex) -> Iterator[Diagnostic]:
    """Signs and letters typed twice, letters that were never converted, spaces within words, far too many per cent."""
    for owned, typos in occurrences(index, _TYPOS):
        found = next(((kind, typo) for kind, typo in typos if _is_one(owned.text, kind, typo, typos)), None)
        if found is not None:
            kind, typo = found
            before, after = {"space": (3, 3), "spaced": (1, 0)}.get(kind, (0, 0))
            written = typo.string[max(typo.start() - before, 0) : typo.end() + after]
            yield _say.warning(kind, owned.text.at.locate(written), written=written)


def _is_one(text: Text, kind: str, typo: re.Match[str], typos: Sequence[tuple[str, re.Match[str]]]) -> bool:
    match kind:
        case "space":  # a name may well have one that was typed
            several = [other for other, _ in typos].count("space") > 1
            quotes = any(sign in typo.string for sign in "「(“")
            return several or _is_folded(text) or (typo.string.endswith("。") and not quotes)
        case "twice":
            return _WORD.fullmatch(typo["part"]) is not None
        case "ending":
            return text.plain.rstrip().endswith(typo[0])  # no link follows
        case "over":
            return float(unicodedata.normalize("NFKC", typo[0][:-1])) >= 200 or not _MAY_BE_OVER.search(typo.string)
    return True


def _is_folded(text: Text) -> bool:
    """Whether YAML has joined lines by a space."""
    span = text.at.span()
    return span.end_line > span.line
