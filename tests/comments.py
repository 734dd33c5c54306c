"""Comments wherever editors may write them."""

from __future__ import annotations

import random


def with_comments(text: str, choose: random.Random) -> str:
    """Comments and empty lines put between the lines and behind them; each ends with ``/``."""
    lines = []
    for n, line in enumerate(text.split("\n")):
        if choose.random() < 0.3:
            lines.append(choose.choice(("", " " * choose.randrange(6) + f"# 上{n}/")))
        lines.append(line + (f"  # 横{n}/" if line and choose.random() < 0.3 else ""))
    return "\n".join(lines)
