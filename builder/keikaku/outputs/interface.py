"""The words of the interface as they stand beside one plan."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from keikaku.messages import Message, load_messages
from keikaku.plan.model import Plan

_EDITORS = "{editors}"


def interface_messages(folder: Path, plan: Plan, group: str) -> Mapping[str, Message]:
    """Key → text of ``folder`` (the messages) in the language of the plan's interface.

    ``{editors}`` in a text is already who read out of the plan what it does not say: as the plan calls them
    (``site.editors``), or as the site does.
    """
    messages = load_messages(folder, plan.interface, group, plan.language)
    if not any(_EDITORS in text for text in messages.values()):
        return messages
    editors = plan.site.editors or load_messages(folder, plan.interface, "web")["editors"]
    return {key: Message(text.replace(_EDITORS, editors)) for key, text in messages.items()}
