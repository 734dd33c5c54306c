"""The conductor: the only module that knows the order of the phases."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from keikaku.dataclass import dataclass
from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.diagnostics.source import FOLDERS, Locale, Source, Sources
from keikaku.messages import interface_language, languages
from keikaku.plan.assemble import assemble
from keikaku.plan.compose import compose
from keikaku.plan.index import PlanIndex
from keikaku.plan.languages import printed_labels
from keikaku.plan.link import link
from keikaku.plan.model import Plan
from keikaku.plan.outline import Outline
from keikaku.plan.translation import in_language_of
from keikaku.resources import MESSAGE_FOLDER, SCHEMA_FOLDER
from keikaku.rules import check, check_files, check_translation
from keikaku.rules.missing_glyph import fonts_of
from keikaku.schema.remarks import in_language
from keikaku.schema.tied import Schema, graph
from keikaku.schema.tried import tried
from keikaku.schema.validate import count_errors, validate
from keikaku.text.fonts import font_folders
from keikaku.yaml.entries import FolderEntry
from keikaku.yaml.read import read

_say = DiagnosticCatalogue(__file__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A plan as far as it could be taken. ``index`` is None where ``plan.yml`` could not be used."""

    sources: Sources
    index: PlanIndex | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """Those of the plan's people, as far as ``plan.yml`` tells; they would rather be spoken to in the last."""
        top = next((source.data for source in self.sources.files if source.kind == "plan"), {})
        return tuple(str(top[key]) for key in ("language", "labels") if top.get(key))

    @property
    def sound(self) -> bool:
        """Nothing stands in the way of building; warnings do not."""
        return self.index is not None and all(found.severity != "error" for found in self.diagnostics)


@cache
def schemas(language: str = "ja") -> dict[str, Any]:
    """File name → JSON Schema, of all kinds; their titles and descriptions in a language."""
    found = {path.name: json.loads(path.read_text("utf-8")) for path in sorted(SCHEMA_FOLDER.glob("*.schema.json"))}
    return {name: in_language(schema, language) for name, schema in found.items()}


@cache
def forms() -> dict[str, Schema]:
    """The same, each reference in them replaced by what it refers to; made once, for plans are read again and again."""
    return graph(schemas())


@cache
def _counting() -> Callable[[Source], int]:
    return count_errors(forms())


def load(root: Path | FolderEntry, *, display: str | None = None) -> Loaded:
    """Read, validate, assemble, link and check the plan in ``root``; everything wrong with it in one run.

    ``display``: how the folder is named in messages. A file that cannot be used is left out of the later phases,
    and nothing is reported for its absence.
    """
    sources, found = read(root, display=display, count_errors=_counting())
    invalid = validate(sources, forms())
    told = tried((*_not_explained(found, invalid), *invalid), sources, forms())
    signs = check_files(sources)
    unusable = frozenset(found.span.path for found in told if found.severity == "error")
    plan = assemble(sources, unusable)
    if plan is None:
        return Loaded(sources=sources, index=None, diagnostics=(*told, *signs))
    skipped = {f"{kind}:{id}" for kind, id in sources.unreadable}
    # A file whose id is not its name has an error of its own; references by its name stay valid.
    skipped |= {
        f"{source.kind}:{source.id}"
        for source in sources.files
        if source.path in unusable
        or (source.kind in FOLDERS.values() and source.data.get("id", source.id) != source.id)
    }
    elsewhere = {one.span.path for one in invalid if one.code == "wrong-folder"}
    moved = [source.id for source in sources.files if source.path in elsewhere]
    skipped |= {f"{kind}:{id}" for kind in FOLDERS.values() for id in moved}
    index = replace(link(plan, frozenset(skipped)), pictures=sources.pictures, unread_pictures=sources.unread_pictures)
    translations = {locale.id: in_language_of(locale, index, languages(MESSAGE_FOLDER)) for locale in sources.locales}
    return Loaded(
        sources=sources,
        index=replace(index, translations=translations),
        diagnostics=(
            *(*told, *signs, *_languages(plan, sources.locales), *check(index)),
            *(fault for one in translations.values() for fault in check_translation(one)),
        ),
    )


def _not_explained(read: tuple[Diagnostic, ...], invalid: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Without the errors of empty values that an error of the schema explains."""
    explained = {
        (span.path, span.line) for one in invalid for span in (one.span, *(other.span for other in one.related))
    }
    return tuple(one for one in read if one.code != "empty-value" or (one.span.path, one.span.line) not in explained)


def _languages(plan: Plan, locales: tuple[Locale, ...]) -> Iterator[Diagnostic]:
    """Whether the interface speaks the language asked for and print shows it, and translations are into others."""
    known = languages(MESSAGE_FOLDER)
    asked = "labels" if plan.labels else "language"
    place = plan.at.source.span((*plan.at.path, asked))
    if plan.interface not in known:
        named = tuple(_say("named", tag=tag, name=interface_language(MESSAGE_FOLDER, tag).name) for tag in known)
        yield _say.error("unknown", place, language=plan.interface, known=named)
    elif plan.labels is not None:
        printed = printed_labels(plan, MESSAGE_FOLDER, fonts_of(font_folders()))
        if printed != plan.labels:
            names = [interface_language(MESSAGE_FOLDER, tag).name for tag in (plan.labels, printed)]
            yield _say.warning("unprintable", place, language=names[0], printed=names[1])
    for locale in locales:
        if locale.id == plan.language:
            yield _say.error("own", locale.span(), language=plan.language)


def outline_of(index: PlanIndex) -> Outline:
    """The composed form of a sound plan."""
    return compose(index)
