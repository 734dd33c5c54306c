"""What is offered as plain words is plain: short sentences, the kanji of primary school, no term left unexplained."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.patterns import regex
from keikaku.plan.index import PlanIndex
from keikaku.text.lexicon import Lexicon
from keikaku.text.school_years import LATER, school_year

_say = DiagnosticCatalogue(__file__)
_CHARACTERS = 50
_WORDS = 25
"""What a sentence may have: characters, or words where a language sets them apart."""
_SENTENCE = regex(r"[^。！？.!?\n]+[。！？.!?]*")
_EXPLAINED = r"[（(]"
"""What follows a word that is explained, or whose reading is given, on the spot."""
_READ = regex(r"[\u3400-\u9fff々]+(?=[（(][\u3041-\u30ff]+[）)])")


def hard_plain_words(index: PlanIndex) -> Iterator[Diagnostic]:
    """Advice on each text in plain words: the first sentence that is long, kanji, and terms."""
    texts = tuple(index.plain_words())
    if not texts:
        return
    writing = index.plan.writing
    explained = {f"term:{term.id}" for term in index.plan.terms if term.plain is not None}
    lexicon = Lexicon(
        {
            form: f"term:{term.id}"
            for term in index.plan.terms
            for name in (term.name, *term.aliases)
            for form in writing.forms(name)
        },
        writing.boundaries,
    )
    for ref, text in texts:
        words = text.plain
        for sentence in _SENTENCE.findall(words):
            length = len(sentence.split()) if writing.spaced else len(sentence.strip())
            if length > (_WORDS if writing.spaced else _CHARACTERS):
                yield _say.warning("long", text.at.span(), words=sentence.strip(), length=length)
                break
        hard = [sign for sign in dict.fromkeys(_READ.sub("", words)) if school_year(sign) == LATER]
        if hard:
            yield _say.warning("kanji", text.at.locate(hard[0]), kanji=writing.say("between-names").join(hard))
        for found in lexicon.find(words):
            if found.ref not in explained and found.ref != ref and not re.match(_EXPLAINED, words[found.end :]):
                term = words[found.start : found.end]
                yield _say.warning("term", text.at.locate(term), term=term)
