"""``keikaku pending``: what is not settled yet, with its places."""

from __future__ import annotations

import argparse
from itertools import groupby

from keikaku.hosts.plan_folder import add_plan, sound_outline
from keikaku.outcome import Outcome
from keikaku.outputs.interface import interface_messages
from keikaku.plan.pending import PendingItem, pending_items
from keikaku.resources import MESSAGE_FOLDER


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku pending [PLAN]``."""
    add_plan(parser)


def run(arguments: argparse.Namespace) -> Outcome:
    """Print the list; done even where it is long: an open point is no fault of the draft."""
    outline = sound_outline(arguments.plan)
    messages = interface_messages(MESSAGE_FOLDER, outline.index.plan, "office")
    items = pending_items(outline)
    for kind, found in groupby(items, key=lambda item: item.kind):
        of_kind = tuple(found)
        print(messages["pending-head"].format(kind=messages[f"pending-{kind}"], n=len(of_kind)))
        for item in of_kind:
            print(f"  {_line(item, outline.entries[item.ref].title)}")
    print(messages["pending-total"].format(n=len(items)) if items else messages["pending-none"])
    return Outcome.DONE


def _line(item: PendingItem, title: str) -> str:
    span = item.at.span()
    place = f"{item.place} {title}".strip()
    words = item.text if item.text != title else ""
    return f"{span.path}:{span.line}: {'　'.join(filter(None, (place, words, item.note)))}"
