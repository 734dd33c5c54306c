"""The rules of content: one rule, one file, and beside it what it says.

Those of ``RULES`` take the ``PlanIndex``; those of ``FILE_RULES`` one file, whatever it holds, also where
there is no plan yet. They run in the order of the lists; what a person sees is ordered by place in the files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from keikaku.diagnostics.diagnostic import Diagnostic
from keikaku.diagnostics.source import FILES_REMEMBERED, Source, Sources
from keikaku.diagnostics.span import Span
from keikaku.plan.index import PlanIndex
from keikaku.rules.audience_not_named import audience_not_named
from keikaku.rules.cross_listing_of_cross_listing import cross_listing_of_cross_listing
from keikaku.rules.cross_listing_of_itself import cross_listing_of_itself
from keikaku.rules.direction_against_target import direction_against_target
from keikaku.rules.doubtful_date import doubtful_date
from keikaku.rules.duplicate_id import duplicate_id
from keikaku.rules.duplicate_name import duplicate_name
from keikaku.rules.erratum_not_applied import erratum_not_applied
from keikaku.rules.figure_without_data import figure_without_data
from keikaku.rules.foreign_markup import foreign_markup
from keikaku.rules.former_in_use import former_in_use
from keikaku.rules.hard_plain_words import hard_plain_words
from keikaku.rules.id_mismatch import id_mismatch
from keikaku.rules.lost_address import lost_address
from keikaku.rules.measure_too_deep import measure_too_deep
from keikaku.rules.measure_without_pillar import measure_without_pillar
from keikaku.rules.misplaced_include import misplaced_include
from keikaku.rules.missing_file import missing_file, without_missing
from keikaku.rules.missing_glyph import missing_glyph
from keikaku.rules.missing_purpose import missing_purpose
from keikaku.rules.missing_variant import missing_variant
from keikaku.rules.mixed_units import mixed_units
from keikaku.rules.numbering_placeholder import numbering_placeholder
from keikaku.rules.order_against_pillar import order_against_pillar
from keikaku.rules.parent_in_other_pillar import parent_in_other_pillar
from keikaku.rules.pasted_character import pasted_character
from keikaku.rules.placed_twice import placed_twice
from keikaku.rules.quote_not_found import quote_not_found
from keikaku.rules.raw_html import raw_html
from keikaku.rules.reading import reading
from keikaku.rules.reading_nowhere import reading_nowhere
from keikaku.rules.repeated_action import repeated_action
from keikaku.rules.repeated_text import repeated_text
from keikaku.rules.reversed_range import reversed_range
from keikaku.rules.stale_label import stale_label
from keikaku.rules.stored_number import stored_number
from keikaku.rules.structure_in_text import structure_in_text
from keikaku.rules.synonym_leads_nowhere import synonym_leads_nowhere
from keikaku.rules.term_explains_itself import term_explains_itself
from keikaku.rules.translated_marks import translated_marks
from keikaku.rules.translated_names import translated_names
from keikaku.rules.translated_numbers import translated_numbers
from keikaku.rules.typing_slip import typing_slip
from keikaku.rules.undefined_note import undefined_note
from keikaku.rules.undrawable_chart import undrawable_chart
from keikaku.rules.uneven_row import uneven_row
from keikaku.rules.unfit_attribute import unfit_attribute
from keikaku.rules.unknown_actor import unknown_actor
from keikaku.rules.unknown_reference import unknown_reference
from keikaku.rules.unknown_scheme import unknown_scheme
from keikaku.rules.unknown_translation import unknown_translation
from keikaku.rules.unknown_year import unknown_year
from keikaku.rules.unlisted_entry import unlisted_entry
from keikaku.rules.unmarked_pending import unmarked_pending
from keikaku.rules.unpaired_bracket import unpaired_bracket
from keikaku.rules.unplaced_entry import unplaced_entry
from keikaku.rules.unread_markup import unread_markup
from keikaku.rules.unreferenced_term import unreferenced_term
from keikaku.rules.unusable_character import unusable_character
from keikaku.rules.unusable_picture import unusable_picture
from keikaku.rules.unused_note import unused_note
from keikaku.rules.value_with_unit import value_with_unit

Rule = Callable[[PlanIndex], Iterator[Diagnostic]]
FileRule = Callable[[Source], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    id_mismatch,
    duplicate_id,
    former_in_use,
    lost_address,
    unlisted_entry,
    unplaced_entry,
    placed_twice,
    misplaced_include,
    measure_without_pillar,
    measure_too_deep,
    parent_in_other_pillar,
    missing_purpose,
    order_against_pillar,
    numbering_placeholder,
    reading,
    unknown_reference,
    unknown_actor,
    unfit_attribute,
    cross_listing_of_itself,
    cross_listing_of_cross_listing,
    undefined_note,
    unused_note,
    unreferenced_term,
    term_explains_itself,
    hard_plain_words,
    quote_not_found,
    erratum_not_applied,
    audience_not_named,
    synonym_leads_nowhere,
    reading_nowhere,
    raw_html,
    unknown_scheme,
    unread_markup,
    structure_in_text,
    foreign_markup,
    typing_slip,
    unpaired_bracket,
    doubtful_date,
    unmarked_pending,
    stored_number,
    stale_label,
    direction_against_target,
    reversed_range,
    uneven_row,
    repeated_action,
    repeated_text,
    duplicate_name,
    figure_without_data,
    mixed_units,
    undrawable_chart,
    unknown_year,
    value_with_unit,
    unusable_picture,
)

TRANSLATION_RULES: tuple[Rule, ...] = (
    raw_html,
    unread_markup,
    structure_in_text,
    foreign_markup,
    translated_marks,
    translated_numbers,
    translated_names,
    unknown_translation,
)
"""Of a translation: those of texts in any language, and those that lay it beside the original, whose links it has."""

FILE_RULES: tuple[FileRule, ...] = (unusable_character, missing_glyph, missing_variant, pasted_character)


def check_files(sources: Sources) -> tuple[Diagnostic, ...]:
    """All that is wrong with the files one by one; of one character only what the first rule says."""
    # What a translation is printed in is another matter: only what nobody can read is reported of it.
    rules = ((sources.files, FILE_RULES), (sources.locales, (unusable_character,)))
    found = (fault for files, asked in rules for source in files for fault in _faults_of(source, asked))
    first: dict[Span, Diagnostic] = {}
    for diagnostic in found:
        first.setdefault(diagnostic.span, diagnostic)
    return tuple(first.values())


@lru_cache(maxsize=FILES_REMEMBERED)
def _faults_of(source: Source, rules: tuple[FileRule, ...]) -> tuple[Diagnostic, ...]:
    return tuple(fault for rule in rules for fault in rule(source))


def check_translation(index: PlanIndex) -> tuple[Diagnostic, ...]:
    """All that is wrong with what a translation says; what it leaves as it is was checked as the original."""
    assert index.translation is not None
    path = index.translation.source.path
    found = (diagnostic for rule in TRANSLATION_RULES for diagnostic in rule(index))
    return tuple(diagnostic for diagnostic in found if diagnostic.span.path == path)


def check(index: PlanIndex) -> tuple[Diagnostic, ...]:
    """All that is wrong with the content of a linked plan, in no particular order; ``reporting`` sorts by place."""
    rest = without_missing(index)
    return (*missing_file(index), *(diagnostic for rule in RULES for diagnostic in rule(rest)))
