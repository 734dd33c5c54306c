"""No signs that word processors bring along."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex

_say = DiagnosticCatalogue(__file__)
_PASTED = re.compile(r"[\uff61-\uff9f]+|[^\s\u3099\u309a][\u3099\u309a]|[\u3300-\u3357\u337b-\u337f\u32ff]|[\u00a0\t]")
_EDGE = re.compile(r"\A\u3000+|\n\u3000+|\u3000+\Z")


def pasted_character(index: PlanIndex) -> Iterator[Diagnostic]:
    """Searches do not find them, and the fonts of print may not have them."""
    for owned in index.texts:
        if owned.owner.startswith("erratum:"):
            continue
        text = owned.text.markdown
        pasted = _PASTED.search(text)
        if pasted is not None:
            right = unicodedata.normalize("NFKC", pasted[0]).strip()
            place = owned.text.at.locate(pasted[0])
            yield _say.warning("sign", place, sign=pasted[0], right=right) if right else _say.warning("blank", place)
        elif _EDGE.search(text):
            yield _say.warning("edge", owned.text.at.locate(text.strip()[:1]))
