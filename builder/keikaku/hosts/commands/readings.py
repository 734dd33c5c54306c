"""``keikaku readings``: the words whose reading is doubtful, each with its sentences, for an officer to settle."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from keikaku.catalogue import Catalogue
from keikaku.diagnostics.source import Sources
from keikaku.hosts.plan_folder import add_plan, files_as_read, sound_plan, write_files
from keikaku.outcome import Outcome
from keikaku.pipeline import outline_of
from keikaku.plan.outline import Outline
from keikaku.plan.spoken import DoubtfulWord, Occurrence, corrections, doubtful_words
from keikaku.text.corrections import Corrections
from keikaku.text.readings import Corrected, Sudachi, names
from keikaku.yaml.scalar import scalar_lines

_say = Catalogue(__file__)
FILE = "readings.yml"


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku readings [--write] [PLAN]``."""
    add_plan(parser)
    parser.add_argument("--write", action="store_true", help=str(_say("write")))


def run(arguments: argparse.Namespace) -> Outcome:
    """Print the list, or write it as proposals; done even where it is long."""
    sources, index = sound_plan(arguments.plan)
    found = doubtful(outline_of(index))
    if not arguments.write:
        print("\n".join((*_listed(found), str(_say("total", n=len(found)) if found else _say("none")))))
        return Outcome.DONE
    proposed = {(one.word, one.within) for one in index.plan.readings}
    new = [one for one in found if (one.word, None) not in proposed]
    return _write(sources, Path(arguments.plan), new)


def doubtful(outline: Outline) -> tuple[DoubtfulWord, ...]:
    """The doubtful words of a plan as it is read on its site."""
    analyser = Corrected(Sudachi(), Corrections(corrections(outline.index.plan)))
    return doubtful_words(outline, analyser.words, names)


def _listed(found: Iterable[DoubtfulWord]) -> Iterable[str]:
    for one in found:
        yield str(_say("word", word=one.word, reading=one.reading, n=len(one.occurrences)))
        for occurrence in one.occurrences:
            span = occurrence.at.span() if occurrence.at is not None else None
            place = f"{span.path}:{span.line}: " if span is not None else ""
            yield f"  {place}{occurrence.sentence}"


def _write(sources: Sources, folder: Path, new: list[DoubtfulWord]) -> Outcome:
    """Add proposals at the end of the file, which keeps what an editor has written as it is."""
    path = f"{sources.root}/{FILE}"
    source = next(iter(sources.of("readings")), None)
    files_as_read(folder, sources, [source.path] if source is not None else [])
    before = source.text if source is not None and source.data["readings"] else "readings:\n"
    items = "".join(_items(new))
    if items:
        write_files(folder, sources, {path: (before.rstrip("\n") + "\n" + items).encode()})
    print(_say("written", n=len(new), path=path))
    return Outcome.DONE


def _items(new: list[DoubtfulWord]) -> Iterator[str]:
    """The proposals. Of a word that is read in several ways, all but the most frequent with what stands around it."""
    most: dict[str, DoubtfulWord] = {}
    for one in new:
        known = most.setdefault(one.word, one)
        if len(one.occurrences) > len(known.occurrences):
            most[one.word] = one
    for one in new:
        if most[one.word] is one:
            yield _item(one, one.occurrences[0], "")
        else:
            around = {found.text[max(found.start - 4, 0) : found.end + 4]: found for found in one.occurrences}
            yield from (_item(one, found, within) for within, found in around.items())


def _item(one: DoubtfulWord, found: Occurrence, within: str) -> str:
    around = f"    within: {scalar_lines(within, 6)[0]}\n" if within else ""
    return (
        f"  - word: {scalar_lines(one.word, 6)[0]}\n{around}"
        f"    reading: {one.reading}\n    confirmed: false  # {found.sentence}\n"
    )
