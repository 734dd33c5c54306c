"""What the fingers or an input method left in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.patterns import regex
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Text
from keikaku.rules.words import Occurrence, Patterns
from keikaku.text.letters import IDEOGRAPH, LETTER

_say = DiagnosticCatalogue(__file__)
_TYPOS = Patterns(
    {
        "double": regex(
            r"。(?:。+|[、.．])|[.．](?<=[ぁ-ん].)。|、(?:、+|。)|をを|がが(?![くけっんす])|はは(?![はおの])|にに(?![ぎん])"
            r"|のの(?<!ものの)(?![しち])"
            r"|でで(?<!までで)(?!き)|ーー+|ますす|ですす|したた(?![めちらりるれ])|ことこと"
            rf"|[0-9０-９](?:円円|か所か所|[%％]{{2}}|(?:人人|件件|回回|名名)(?!{IDEOGRAPH}))|[%％]パーセント|パーセント[%％]"
        ),
        "twice": regex(rf"(?P<part>{LETTER}{{2,12}})(?P=part)"),
        "letters": regex(
            rf"[a-zａ-ｚ](?<=[ぁ-ん].)(?:[a-zａ-ｚ]?(?=[ぁ-ん])|(?=[。、]|$))|[ａ-ｚ](?<=[ぁ-ん].)[ａ-ｚ]?(?={IDEOGRAPH})"
            rf"|[ａ-ｚ](?<={IDEOGRAPH}.)[ａ-ｚ]?(?<![ｇｍ])(?=[ぁ-ん])"
            rf"|[a-z](?<={LETTER}.)(?<![ァ-ヿ].)(?:(?<=[aiueo])|(?<=[bdghjkmnprstyz])[aiueo]|(?<=[sc])h[aiuo]|(?<=t)su|(?<=n)n?)"
            r"(?:[bdghjkmnprstyz]?[aiueo]|[sc]h[aiuo]|tsu|nn?)+(?=[ぁ-ん。、]|$)"
        ),
        "alike": regex(
            rf"[−－‐–—―-](?<=[ァ-ヴ].)(?=[ァ-ヴ])|[口卜](?<![ァ-ヴー].)(?<!{IDEOGRAPH}.)(?!コミ)(?=[ァ-ヴー]{{2}})|[口二卜夕工](?<=[ァ-ヴ].)(?=[ァ-ヴー])"
            rf"|[口二卜夕力工](?<!{IDEOGRAPH}.)(?:[口二卜夕力工]+(?=[ァ-ヴー])|(?=ー[ァ-ヴ]))"
            rf"|[口二卜夕力工](?<=[ァ-ヴー].)[口二卜夕力工]+(?!{IDEOGRAPH})|力(?<!{LETTER}.)(?=[ァ-ヴー]{{2}})(?!アップ)"
            rf"|一(?<=[ァ-ヴ].)(?=[ァ-ヴー])(?![カヵケヶ]{IDEOGRAPH})|[ヘリ](?<={LETTER}.)(?<![ァ-ヿ].)(?=[ぁ-ん]|{IDEOGRAPH})"
            rf"|[АВЕКМНОРСТХаеорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο](?<![Α-я].)(?![Α-я])(?={LETTER})"
            rf"|[0-9](?<![A-Za-z0-9].)[0-9]*[OoＯ](?=[0-9]|{IDEOGRAPH})|[lIO](?<![A-Za-z0-9].)(?=[0-9]+(?:人|件|回|年|月|日|円|[%％]))"
        ),
        "widths": regex(r"[0-9][０-９]|[０-９][0-9]"),
        "letter-widths": regex(r"[A-Za-z][Ａ-Ｚａ-ｚ]|[Ａ-Ｚａ-ｚ][A-Za-z]"),
        "comma": regex(r"[0-9](?<![0-9０-９,].)[0-9]{0,2}(?:,[0-9]{3})*,(?:[0-9]{2}|[0-9]{4,})(?![0-9,])"),
        "ending": regex(rf"[、，,．](?<={LETTER}.)\s*\Z|\.(?<=[ぁ-ん].)\s*\Z"),
        "far": regex(r"\u3000(?<=\S.)\u3000+(?=\S)"),
        "spaced": regex(rf" (?<={LETTER}.){LETTER}(?: {LETTER}){{2,}}"),
        "space": regex(rf" (?<=[ぁ-ん、].)(?={LETTER})"),
        "over": regex(r"[1-9１-９](?<![0-9０-９.．,，].)[0-9０-９]{2,}(?:[.．][0-9０-９]+)?[%％]"),
    }
)
"""Each begins with the signs it may begin with and looks behind only then, which is many times as fast."""
_WORD = regex(r"(?![一毎])[一-龠]{2,}|[ァ-ヶー]{3,}|.{4,}")
"""What nobody says twice: 一人一人, 毎日毎日 and ますます are right."""
_MAY_BE_OVER = regex(r"達成|増|比|前年|上回|超|伸|倍|対|充足|稼働|利用率|進捗|100[%％]|１００[%％]")
"""Beside these a share of more than 100 % is none of a whole; from 200 % on it is asked about all the same."""


def typing_slip(index: PlanIndex) -> Iterator[Diagnostic]:
    """Signs and letters typed twice, letters that were never converted, spaces within words, far too many per cent."""
    for owned, typos in _TYPOS.occurrences(index):
        found = next(((kind, typo) for kind, typo in typos if _is_one(owned.text, kind, typo, typos)), None)
        if found is not None:
            kind, typo = found
            before, after = {"space": (3, 3), "spaced": (1, 0)}.get(kind, (0, 0))
            written = typo.string[max(typo.start() - before, 0) : typo.end() + after]
            yield _say.warning(kind, owned.text.at.locate(written), written=written)


def _is_one(text: Text, kind: str, typo: re.Match[str], typos: Sequence[Occurrence]) -> bool:
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
