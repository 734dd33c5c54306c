"""Rules on words that stand in two places: what is quoted, corrected or searched for is found again in the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from keikaku.diagnostics.diagnostic import Diagnostic, Related, error, warning
from keikaku.plan.index import OwnedText, PlanIndex
from keikaku.plan.model import Action, At, Programme, Quote, Term
from keikaku.text.nearest import LIKE
from keikaku.text.prose import parse, plain

_SPACE = re.compile(r"\s+")


def _bare(text: OwnedText) -> str:
    return _SPACE.sub("", "".join(plain(paragraph) for paragraph in parse(text.text.markdown)))


class _Words:
    """The words of the plan by the entry they belong to, without white space."""

    def __init__(self, index: PlanIndex) -> None:
        self._texts: dict[str, list[OwnedText]] = {}
        for owned in index.texts:
            self._texts.setdefault(owned.owner, []).append(owned)
        self._inside: dict[str, list[str]] = {}
        for definition in index.definitions:
            if definition.parent is not None:
                self._inside.setdefault(definition.parent, []).append(definition.ref)

    def of(self, ref: str, but: At | None = None) -> Iterator[str]:
        """Every text of ``ref`` and of what stands in it by the files."""
        yield from (_bare(owned) for owned in self.texts(ref, but))

    def texts(self, ref: str, but: At | None = None) -> Iterator[OwnedText]:
        """The same, with their places."""
        reached, seen = [ref], {ref}  # seen: an id given twice may stand in itself
        for above in reached:
            yield from (owned for owned in self._texts.get(above, ()) if owned.text.at != but)
            reached += (inner for inner in self._inside.get(above, ()) if inner not in seen)
            seen.update(reached)


def quote_found(index: PlanIndex) -> Iterator[Diagnostic]:
    """Words shown a second time (summary, vision, glossary) are the plan's own, to the letter."""
    plan = index.plan
    quotes = [*plan.summary, *([plan.vision.statement] if plan.vision else [])]
    quotes += [term.quote for term in plan.terms if term.quote is not None]
    words = _Words(index)
    for quote in quotes:
        if quote.quoted_from not in index.entities:
            continue  # unknown-reference has told
        wanted = _SPACE.sub("", "".join(plain(paragraph) for paragraph in parse(quote.text.markdown)))
        if not any(wanted in text for text in words.of(quote.quoted_from, quote.text.at)):
            help, related = _whereabouts(index, words, quote, wanted)
            yield error(
                "quote-not-found",
                f"引用した言葉が、引用元（{quote.quoted_from}）の文章の中に見つかりません。",
                quote.text.at.span(),
                help,
                related=related,
            )


def _whereabouts(index: PlanIndex, words: _Words, quote: Quote, wanted: str) -> tuple[str, tuple[Related, ...]]:
    """What to do about a quote that is not found, and the text it was probably taken from."""
    for owned in index.texts:
        # Most actions have no id of their own to quote them by.
        quotable = owned.owner in index.entities and not owned.owner.startswith("action:")
        if quotable and owned.text.at != quote.text.at and wanted in _bare(owned):
            help = f"同じ言葉が {owned.owner} にあります。そこから引用するなら、quoted_from を直してください。"
            return help, (Related("同じ言葉のある文", owned.text.at.span()),)
    help = "引用元の文章と一字一句同じになるように直してください。引用元を直したときは、ここも直します。"
    likeness = {owned: _share(wanted, _bare(owned)) for owned in words.texts(quote.quoted_from, quote.text.at)}
    nearest = max(likeness, key=lambda owned: likeness[owned], default=None)
    if nearest is None or likeness[nearest] < LIKE:
        return help, ()
    return help, (Related("引用元の、いちばん近い文", nearest.text.at.span()),)


def _share(wanted: str, text: str) -> float:
    """How much of ``wanted`` stands in a text, in order, from 0 to 1."""
    blocks = SequenceMatcher(None, wanted, text, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(len(wanted), 1)


def erratum_applied(index: PlanIndex) -> Iterator[Diagnostic]:
    """A certain erratum stands corrected in the plan; an open one stands as the source has it."""
    words = _Words(index)
    for erratum in index.plan.errata:
        if erratum.entry != "plan" and erratum.entry not in index.entities:
            continue
        wanted = erratum.corrected if erratum.certain else erratum.source
        if erratum.entry != "plan" and not any(_SPACE.sub("", wanted) in text for text in words.of(erratum.entry)):
            state = "正しい字句" if erratum.certain else "もとの字句"
            yield error(
                "erratum-not-applied",
                f"正誤「{erratum.id}」の{state}が、{erratum.entry} の文章の中に見つかりません。",
                erratum.at.span("corrected" if erratum.certain else "source"),
                "本文を直したときは、正誤の表もいっしょに直してください。",
            )


def audience_words(index: PlanIndex) -> Iterator[Diagnostic]:
    """An action is addressed to an audience only where its own words say so."""
    words = {audience.id: audience.words for audience in index.plan.audiences}
    for place in index.actions.values():
        if not isinstance(place.item, Action):
            continue
        for n, id in enumerate(place.item.audience):
            if id in words and not any(word in place.item.text.markdown for word in words[id]):
                yield error(
                    "audience-not-named",
                    f"この取組みの文章には、呼びかける相手「{id}」の言葉（{'、'.join(words[id])}）がありません。",
                    place.item.at.span("audience", n),
                    "文章に書かれていない相手は付けません。この行を消してください。",
                )


def synonym_leads(index: PlanIndex) -> Iterator[Diagnostic]:
    """A synonym whose target words the plan does not use leads a search nowhere."""
    if index.skipped:
        return
    named: list[Term | Programme] = [*index.plan.terms, *index.plan.programmes]
    names = (_SPACE.sub("", word) for entity in named for word in (entity.name, *entity.aliases))
    whole = "\n".join((*(_bare(owned) for owned in index.texts), *names))
    for synonym in index.plan.synonyms:
        for n, target in enumerate(synonym.leads_to):
            if _SPACE.sub("", target) not in whole:
                yield warning(
                    "synonym-leads-nowhere",
                    f"検索の言い換えの先「{target}」は、計画のどの文章にも出てきません。",
                    synonym.at.span("leads_to", n),
                    "計画で使われている言葉に直してください。",
                )
