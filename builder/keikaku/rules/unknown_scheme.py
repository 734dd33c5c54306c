"""A link begins with a kind of the plan or of the web."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.rules.names import meant
from keikaku.text.nearest import nearest
from keikaku.text.prose import REFERENCE_SCHEMES, WEB_SCHEMES, Link, parse, walk

_say = DiagnosticCatalogue(__file__)


def unknown_scheme(index: PlanIndex) -> Iterator[Diagnostic]:
    """A link whose beginning (``measure:``, ``https:``) is none of those that are known leads nowhere."""
    known = (*REFERENCE_SCHEMES, *WEB_SCHEMES, "pending")
    for owned in index.texts:
        if "](" not in owned.text.markdown:
            continue
        seen: Counter[str] = Counter()
        for inline in walk(parse(owned.text.markdown)):
            if isinstance(inline, Link) and inline.scheme not in known:
                bare = _refs_of(index, inline.scheme) if not inline.target else ()
                near = () if bare else nearest(inline.scheme, known)
                written = f"({inline.scheme}"
                yield _say.error(
                    "unknown",
                    owned.text.at.locate(written, seen[written]),
                    scheme=inline.scheme,
                    target=inline.target,
                    help=_say("unknown.bare", refs=bare) if bare else meant(near) if near else None,
                )
                seen[written] += 1


def _refs_of(index: PlanIndex, id: str) -> tuple[str, ...]:
    """What has the id that was written without its kind."""
    kinds = (scheme for scheme in REFERENCE_SCHEMES if f"{scheme}:{id}" in index.entities)
    return tuple(f"{scheme}:{id}" for scheme in kinds)
