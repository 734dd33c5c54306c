"""A link begins with a kind of the plan or of the web."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.diagnostics.source import FOLDERS
from keikaku.patterns import regex
from keikaku.plan.index import PlanIndex
from keikaku.rules.foreign_markup import PICTURE
from keikaku.rules.names import called, id_of, meant
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
        pictures = {found["target"] for found in PICTURE.finditer(owned.text.markdown)}
        for inline in walk(parse(owned.text.markdown)):
            if isinstance(inline, Link) and inline.scheme not in known:
                link = f"{inline.scheme}:{inline.target}" if inline.target else inline.scheme
                if link in pictures:
                    continue  # reported by foreign_markup
                bare = _refs_of(index, _id_of_path(inline.target or inline.scheme))
                near = () if bare else nearest(inline.scheme, known)
                written = f"({inline.scheme}"
                yield _say.error(
                    "unknown" if inline.target else "none",
                    owned.text.at.locate(written, seen[written]),
                    link=link,
                    scheme=inline.scheme,
                    help=_say("bare", refs=bare) if bare else meant(near) if near else None,
                )
                seen[written] += 1


_PATH = regex(rf"(?:\.{{0,2}}/|(?:{'|'.join(FOLDERS)})/|#).*?(?P<id>[^/#_]+?)(?:\.ya?ml|\.html|/)?")


def _id_of_path(words: str) -> str:
    """Of the path of a file of the plan, or of a page of its site, the id at its end; else the words themselves."""
    found = _PATH.fullmatch(words)
    return words if found is None else found["id"]


def _refs_of(index: PlanIndex, words: str) -> tuple[str, ...]:
    """What has the id, or is called by the words, that were written without its kind, or behind another word for it."""
    entries = ((ref, one.value) for ref, one in index.entities.items() if ref.partition(":")[0] in REFERENCE_SCHEMES)
    return tuple(ref for ref, value in entries if words in (id_of(ref), called(value)))
