"""SudachiPy's dictionary, loaded once: tokens and readings are asked of the same."""

from __future__ import annotations

from functools import cache
from typing import Any

PIECE = 4000
"""Characters given to an analyser at once; its own limit is 49,149 bytes."""


@cache
def dictionary() -> Any:
    """The small dictionary, whose ``tokenizer(mode=…)`` gives an analyser. The first call takes 30 ms.

    The small one was chosen over core on this kind of text: a quarter of the load time, 83 MB less to install, and
    core lists rare names (長会, ながえ) that cut words in two (班長会).

    Raises OSError where this machine cannot open it: it has too little memory, or the file is damaged.
    """
    from sudachipy import Dictionary, errors  # imported late: commands that need no tokens must not pay for it

    try:
        return Dictionary(dict="small")
    except errors.SudachiError as problem:
        raise OSError(str(problem)) from problem
