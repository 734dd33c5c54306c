"""The rules of content: one rule, one function, its docstring the reason for it.

Each takes the ``PlanIndex`` and yields diagnostics. ``RULES`` is the list of all, in the order they run; the order of
what a person sees is by place in the files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from keikaku.diagnostics.diagnostic import Diagnostic
from keikaku.plan.index import PlanIndex
from keikaku.rules.entries import (
    duplicate_entry,
    mismatched_id,
    missing_pillar_measure,
    unlisted_entry,
)
from keikaku.rules.notes import undefined_note, unreferenced_term, unused_note
from keikaku.rules.placing import left_out, placed_twice, unplaced_entry
from keikaku.rules.quotes import audience_words, erratum_applied, quote_found, synonym_leads
from keikaku.rules.raw_html import raw_html
from keikaku.rules.references import cross_listing_target, unknown_actor, unknown_reference
from keikaku.rules.slips import figure_without_data, half_markup, one_term_one_name, pasted_character, repeated_action
from keikaku.rules.texts import (
    direction_of_target,
    stored_number,
    unknown_scheme,
    unmarked_pending,
    unread_markup,
)
from keikaku.rules.uneven_row import uneven_row

Rule = Callable[[PlanIndex], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    mismatched_id,
    duplicate_entry,
    unlisted_entry,
    unplaced_entry,
    left_out,
    placed_twice,
    missing_pillar_measure,
    unknown_reference,
    unknown_actor,
    cross_listing_target,
    undefined_note,
    unused_note,
    unreferenced_term,
    quote_found,
    erratum_applied,
    audience_words,
    synonym_leads,
    raw_html,
    unknown_scheme,
    unread_markup,
    unmarked_pending,
    stored_number,
    direction_of_target,
    uneven_row,
    half_markup,
    pasted_character,
    repeated_action,
    one_term_one_name,
    figure_without_data,
)
