"""The search data of a built site, as the engine has it."""

from __future__ import annotations

import json
from typing import Any

from keikaku.outputs.search.packing import swapped


def part_of(script: bytes) -> Any:
    """The data in a script of a Japanese plan."""
    text = script.decode("euc_jp")
    return swapped(json.loads(text[text.index(",") + 1 : text.rindex(")")]))
