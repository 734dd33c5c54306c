"""Fuzzing led by coverage: bytes as a file of the plan. ``make fuzz`` runs it where atheris can be installed.

``python -m tests.coverage_guided [CORPUS] [-max_total_time=SECONDS …]``: options are libFuzzer's. What is looked for is
any exception, and anything that takes too long.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-not-found]

with atheris.instrument_imports(include=["keikaku"]):
    from keikaku.hosts.reporting.formats import format_text
    from keikaku.pipeline import load, outline_of
    from keikaku.yaml.decode import decode
    from keikaku.yaml.read import source_of

from tests.specimens import TINY

FILE = "measures/tea.yml"


def one_file(plan: Path, raw: bytes) -> None:
    """What becomes a mapping is checked and composed with the other files; what does not is told."""
    map, faults = decode("plan/x.yml", raw)
    source = None
    if map is not None and not faults:
        source, faults = source_of(map, "measure", "tea")
    assert source is not None or faults
    assert format_text(faults, {"plan/x.yml": map.text} if map else {})
    if source is None:
        return
    (plan / FILE).write_bytes(raw)
    loaded = load(plan, display="plan")
    assert format_text(loaded.diagnostics, loaded.sources.texts)
    if loaded.sound and loaded.index is not None:
        outline_of(loaded.index)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        plan, corpus = Path(folder, "plan"), Path(folder, "corpus")
        shutil.copytree(TINY, plan)
        corpus.mkdir()
        for path in TINY.rglob("*.yml"):
            shutil.copyfile(path, corpus / f"{path.parent.name}-{path.name}")
        atheris.Setup([*sys.argv, str(corpus), "-timeout=10", "-rss_limit_mb=2048"], lambda raw: one_file(plan, raw))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
