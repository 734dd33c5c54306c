"""A translation has the links, notes, open spots and gaps of its original."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.patterns import regex
from keikaku.plan.index import PlanIndex
from keikaku.rules.numbering_placeholder import OWN
from keikaku.text.prose import Link, NoteMark, Unsettled, parse, walk

_say = DiagnosticCatalogue(__file__)
_GAP = regex(r"\{[A-Za-z]\}")
_OPEN = "pending"


def translated_marks(index: PlanIndex) -> Iterator[Diagnostic]:
    """What was lost could not be followed, or would be read as settled; what is new leads where nobody led."""
    translation = index.translation
    assert translation is not None
    for text, message in translation.found.items():
        wanted, given = _marks(message.of, text.context), _marks(message.words, text.context)
        if wanted == given:
            continue
        here = (Related(_say("original"), translation.every[text].span()),)
        at = translation.at(message)
        if missing := tuple(sorted((wanted - given).keys())):
            yield _say.error("missing", at.span(), marks=missing, related=here)
        elif new := tuple(sorted((given - wanted).keys())):
            yield _say.error("new", at.locate(new[0]), marks=new, related=here)


def _marks(markdown: str, context: str) -> Counter[str]:
    if context.startswith("plan/numbering."):
        return Counter(OWN[0] if gap in OWN else gap for gap in _GAP.findall(markdown))
    if "[" not in markdown:
        return Counter()
    return Counter(_in_text(markdown))


def _in_text(markdown: str) -> Iterator[str]:
    for inline in walk(parse(markdown)):
        match inline:
            case Link(scheme, target, _):
                yield f"{scheme}:{target}"
            case NoteMark(id):
                yield f"[^{id}]"
            case Unsettled():
                yield _OPEN
