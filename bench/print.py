"""The print draft at 1× and 10× the plan: the whole command, the typesetting alone, and WeasyPrint on the same content.

``python -m bench.print PLAN`` typesets a plan in this process and prints CPU and wall time of that alone.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from statistics import median

import pikepdf

from bench.measure import PLAN, Cost, Table, median_run, run, say
from bench.peers import installed
from bench.print_html import page
from bench.synthetic import synthesize
from keikaku.outputs.print import print_draft_data
from keikaku.outputs.print.nodes import DraftData
from keikaku.outputs.print.typeset import typeset
from keikaku.pipeline import load, outline_of
from keikaku.resources import TEMPLATE_FOLDER
from keikaku.text.fonts import find_fonts, font_folders

FACTORS = {1: 5, 10: 3}
"""Size of the plan → how often each command is run."""
WEASYPRINT = "weasyprint==70.0"


def tables() -> Iterator[Table]:
    """One row for each engine and size."""
    with tempfile.TemporaryDirectory() as folder:
        rows: list[tuple[str, ...]] = []
        for factor, runs in FACTORS.items():
            plan = Path(folder) / f"plan-{factor}"
            synthesize(PLAN, plan, factor)
            rows += _ours(plan, factor, runs)
            rows += _weasyprint(plan, factor)
    yield Table(
        "Print",
        ("what", "size", "CPU s", "wall s", "peak MB", "pages", "PDF MB"),
        rows,
        "`typesetting`: Typst, the packing of the PDF and the map of pages. WeasyPrint (PDF/UA-1, run once) gets the "
        "content as HTML without the index, and neither reads nor checks a plan.",
    )


def _ours(plan: Path, factor: int, runs: int) -> Iterator[tuple[str, ...]]:
    pdf = plan.with_suffix(".pdf")
    keikaku = [sys.executable, "-m", "keikaku"]
    say(f"print {factor}×")
    yield _row("keikaku print", factor, median_run([*keikaku, "print", plan, "--output", pdf], runs), pdf)
    alone = [sys.executable, "-m", "bench.print", str(plan)]
    said = [subprocess.run(alone, check=True, capture_output=True, text=True).stdout.split() for _ in range(runs)]
    cpu, wall = (median(float(figures[n]) for figures in said) for n in (0, 1))
    yield ("typesetting", f"{factor}×", f"{cpu:.2f}", f"{wall:.2f}", "", "", "")
    if factor == 1:
        site = plan.with_name("site")
        yield _row("keikaku build", factor, median_run([*keikaku, "build", plan, "--site", site], runs))


def _weasyprint(plan: Path, factor: int) -> Iterator[tuple[str, ...]]:
    commands = installed(WEASYPRINT)
    if commands is None:
        yield (f"{WEASYPRINT}: could not be installed", f"{factor}×", "", "", "", "", "")
        return
    say(f"{WEASYPRINT} {factor}×")
    source, pdf = plan.with_suffix(".html"), plan.with_name("weasyprint.pdf")
    source.write_text(page(_data(plan)), "utf-8")
    cost = run([commands / "weasyprint", "--quiet", "--pdf-variant", "pdf/ua-1", source, pdf])
    yield _row(WEASYPRINT.replace("==", " "), factor, cost, pdf)


def _row(what: str, factor: int, cost: Cost, pdf: Path | None = None) -> tuple[str, ...]:
    figures = (f"{cost.cpu:.2f}", f"{cost.wall:.2f}", f"{cost.peak:.0f}")
    if pdf is None:
        return (what, f"{factor}×", *figures, "", "")
    content = pdf.read_bytes()
    with pikepdf.open(BytesIO(content)) as document:
        return (what, f"{factor}×", *figures, str(len(document.pages)), f"{len(content) / 1e6:.2f}")


def _data(plan: Path) -> DraftData:
    loaded = load(plan)
    assert loaded.sound, loaded.diagnostics
    assert loaded.index is not None
    return print_draft_data(outline_of(loaded.index), TEMPLATE_FOLDER, appendix=True)


def _typesetting(plan: Path) -> None:
    data, fonts = _data(plan), find_fonts(font_folders())
    cpu, wall = time.process_time(), time.perf_counter()
    typeset(TEMPLATE_FOLDER / "print" / "print_draft.typ", data, fonts)
    print(f"{time.process_time() - cpu:.3f} {time.perf_counter() - wall:.3f}")


if __name__ == "__main__":
    _typesetting(Path(sys.argv[1]))
