"""``python -m bench [PART …]``: run the parts (all, where none is named) and print their tables as Markdown."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

PARTS = {
    "growth": "check, build, print and compare at 1×, 10× and 100× the plan",
    "peers": "beside Material with pages written by hand, Doorstop, StrictDoc and Sphinx-Needs",
    "print": "the print draft at 1× and 10×, beside WeasyPrint on the same content",
    "serve": "from saving a file to the changed page",
    "compare": "the 新旧対照表 of two revisions of the real plan, in each of its files",
    "visit": "what a first visit costs a slow phone, on every kind of page",
    "search": "how well, how fast and how large the search is, beside others",
}
"""Name of a module of this package → what it measures, in the order of a whole run."""


def main(named: Sequence[str]) -> int:
    """Print every table; 2 where a part has no such name."""
    for name in named:
        if name not in PARTS:
            print("usage: python -m bench [PART …]", *(f"  {part}\t{what}" for part, what in PARTS.items()), sep="\n")
            return 2
    for name in named or PARTS:
        for made in importlib.import_module(f"bench.{name}").tables():
            print(made.markdown(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
