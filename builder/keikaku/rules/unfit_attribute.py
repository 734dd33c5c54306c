"""Attributes are declared in plan.yml, stand where they may, and have values of their type."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.patterns import regex
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Attribute, Attributed, Given
from keikaku.rules.names import kind_name, one_of_these
from keikaku.text.nearest import correction_of

_say = DiagnosticCatalogue(__file__)
_APART = regex(r"[\s、，,・]+")
_ADDRESS = regex(r"https?://\S+\Z")


def unfit_attribute(index: PlanIndex) -> Iterator[Diagnostic]:
    """Else it could not be listed and filtered alike everywhere."""
    declared = {attribute.id: attribute for attribute in index.plan.attributes}
    for definition in index.definitions:
        if not isinstance(definition.value, Attributed):
            continue
        kind = definition.ref.partition(":")[0]
        for id, given in definition.value.attributes.items():
            key = definition.at.span("attributes", id, part="key")
            attribute = declared.get(id)
            if attribute is None:
                near = correction_of(id, declared)
                right = given.at.source.corrected(key, near) if near else None
                yield _say.error("unknown", key, id=id, known=tuple(declared), correction=right)
            elif kind not in attribute.on:
                where = tuple(kind_name(one) for one in attribute.on)
                yield _say.error("place", key, name=attribute.name, kind=kind_name(kind), where=where)
            else:
                yield from _values(attribute, given)
    for attribute in index.plan.attributes:
        chosen = attribute.type in ("choice", "department")
        if chosen != bool(attribute.choices):
            yield _say.error("choices" if chosen else "no-choices", attribute.at.span("type"), name=attribute.name)


def _values(attribute: Attribute, given: Given) -> Iterator[Diagnostic]:
    if attribute.choices:
        yield from _choices(attribute, given)
        return
    name, value = attribute.name, given.values[0].markdown
    if len(given.values) > 1:
        yield _say.error("several", given.at.span(), name=name)
    elif attribute.type == "number" and not _is_number(value):
        yield _say.error("number", given.at.span(), name=name, value=value)
    elif attribute.type == "link" and not _ADDRESS.match(value):
        yield _say.error("link", given.at.span(), name=name, value=value)


def _choices(attribute: Attribute, given: Given) -> Iterator[Diagnostic]:
    """What is none of the choices: a name, several in one, a typo."""
    ids = {choice.id: choice.id for choice in attribute.choices}
    known = ids | {choice.name: choice.id for choice in attribute.choices}
    source = given.at.source
    is_list = source.map.slice(given.at.span())[:1] in ("[", "-")
    for value in given.values:
        if (written := value.markdown) in ids:
            continue
        words = filter(None, _APART.split(written))
        meant = list(dict.fromkeys(known.get(word) or correction_of(word, ids) for word in words))
        right = ", ".join(filter(None, meant)) if all(meant) else ""
        if len(meant) > 1:
            right = f"[{right}]" if right and not is_list else right
        yield _say.error(
            "choice",
            value.at.span(),
            name=attribute.name,
            value=written,
            help=one_of_these([(choice.id, choice.name) for choice in attribute.choices]),
            correction=source.corrected(value.at.span(), right) if right else None,
        )


def _is_number(value: str) -> bool:
    try:
        return Decimal(value).is_finite()
    except InvalidOperation:
        return False
