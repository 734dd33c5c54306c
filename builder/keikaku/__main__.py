"""``python -m keikaku`` is ``keikaku``, which begins here: what it needs may be missing."""

from __future__ import annotations

import gc
import sys

from keikaku.resources import IN_CHECKOUT

_REPAIR = (
    "「.venv」フォルダーを消して「make install」を実行すると、入れ直されます。\n"
    "keikaku: Remove the folder .venv and run: make install"
    if IN_CHECKOUT
    else "「pip install --force-reinstall keikaku」で入れ直してください。\n"
    "keikaku: Run: pip install --force-reinstall keikaku"
)
"""In both languages and in code: the package that is missing may be the one that reads the texts."""


def main() -> int:
    """Run one command; 1, with a sentence and a remedy, where a package of somebody else's is missing."""
    try:
        from keikaku.hosts.cli import main

        outcome = main()
        gc.freeze()  # or Python, when it ends, looks through all that a run has made for dead cycles
        return outcome
    except ImportError as problem:
        name = problem.name or str(problem)
        if name.partition(".")[0] == "keikaku":
            raise
        print(f"keikaku: 部品「{name}」が使えません。{_REPAIR}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
