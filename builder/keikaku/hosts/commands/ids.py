"""``keikaku ids``: give every action and finding an id of its own, and record the addresses of what is published."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from keikaku.catalogue import Catalogue
from keikaku.dataclass import dataclass
from keikaku.diagnostics.source import Path as Way
from keikaku.diagnostics.source import Source, Sources
from keikaku.hosts.plan_folder import add_plan, files_as_read, sound_plan, with_other_texts, write_files
from keikaku.outcome import Outcome, StoppedError
from keikaku.pipeline import load, outline_of
from keikaku.plan import model
from keikaku.plan.addresses import recorded
from keikaku.plan.compose.numbers import title_text
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import At
from keikaku.text.naming import name_for
from keikaku.yaml.identify import with_ids
from keikaku.yaml.scalar import scalar_lines

_say = Catalogue(__file__)
_RECORD = "addresses.yml"


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku ids [--published] [PLAN]``."""
    add_plan(parser)
    parser.add_argument("--published", action="store_true", help=str(_say("published")))


def run(arguments: argparse.Namespace) -> Outcome:
    """Write the ids that are missing, and with ``--published`` the record."""
    sources, index = sound_plan(arguments.plan)
    given = ids_to_give(index)
    texts = texts_with_ids(given)
    unwritable = [path for path, text in texts.items() if text is None]
    if unwritable:
        raise StoppedError(_say("unwritable", path=unwritable[0]))
    changed = {path: text for path, text in texts.items() if text is not None}
    files_as_read(Path(arguments.plan), sources, changed)
    if arguments.published:
        record = record_text(sources, arguments.plan, changed, given)
        shown = f"{sources.root}/{_RECORD}"
        if record != sources.texts.get(shown):
            changed[shown] = record
    write_files(Path(arguments.plan), sources, {path: text.encode() for path, text in changed.items()})
    for path in changed:
        print(path)
    print(_say("given", n=len(given)))
    return Outcome.DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class NewId:
    """An id to be written."""

    at: At
    """Of what gets it."""
    ref: str
    was: str | None = None
    """The address it had by its place; None where it had none."""

    @property
    def id(self) -> str:
        """The id without its kind."""
        return self.ref.partition(":")[2]


def ids_to_give(index: PlanIndex) -> tuple[NewId, ...]:
    """For every action and finding without one. A cross-listing goes by what it lists."""
    return (*_of_actions(index), *_of_findings(index))


def _of_actions(index: PlanIndex) -> Iterator[NewId]:
    taken = _taken(index, "action", (place.item.id for place in index.actions.values()))
    for place in index.actions.values():
        if place.item.id is None and isinstance(place.item, model.Action):
            id = name_for(title_text(place.item.text), taken, "action")
            taken.add(id)
            yield NewId(at=place.item.at, ref=f"action:{id}", was=f"measures/{place.measure}/#{place.anchor}")


def _of_findings(index: PlanIndex) -> Iterator[NewId]:
    findings = [finding for challenge in index.plan.challenges for finding in challenge.findings]
    taken = _taken(index, "finding", (finding.id for finding in findings))
    for finding in findings:
        if finding.id is None:
            id = name_for(title_text(finding.text), taken, "finding")
            taken.add(id)
            yield NewId(at=finding.at, ref=f"finding:{id}")


def _taken(index: PlanIndex, kind: str, ids: Iterable[str | None]) -> set[str]:
    """The ids of a kind that are given, or were once."""
    removed = index.plan.addresses.removed if index.plan.addresses is not None else ()
    once = (ref.partition(":") for ref in (*index.former, *removed))
    return {*(id for id in ids if id is not None), *(id for of, _, id in once if of == kind)}


def texts_with_ids(given: Iterable[NewId]) -> dict[str, str | None]:
    """Shown path → new text of the file; None where it cannot be changed without changing something else."""
    files: dict[str, tuple[Source, dict[Way, str]]] = {}
    for new in given:
        files.setdefault(new.at.source.path, (new.at.source, {}))[1][new.at.path] = new.id
    return {path: with_ids(source, ids, "text") for path, (source, ids) in files.items()}


def record_text(sources: Sources, plan: str, texts: Mapping[str, str], given: Iterable[NewId]) -> str:
    """The file of the record, for the plan as it is with the new ids."""
    after = load(with_other_texts(sources, texts), display=plan)
    assert after.index is not None, "ids alone make no fault"
    positions = {new.was: new.ref for new in given if new.was is not None}
    before = after.index.plan.addresses
    lists = {
        "removed": before.removed if before is not None else (),
        "published": recorded(outline_of(after.index), positions),
    }
    lines = [*_head(sources)]
    for key, items in lists.items():
        lines += [f"{key}:", *(f"  - {scalar_lines(item, 4)[0]}" for item in items)] if items else []
    return "\n".join(lines) + "\n"


def _head(sources: Sources) -> Iterable[str]:
    """What stands above the first key of the record; where there is none yet, where its schema is."""
    kinds = {source.kind: source for source in sources.files}
    source = kinds.get("addresses", kinds["plan"])
    lines = source.text.split("\n")
    for line in lines[: next(n for n, line in enumerate(lines) if line and not line.startswith("#"))]:
        if source.kind == "addresses" or "yaml-language-server" in line:
            yield line.replace("plan.schema.json", "addresses.schema.json")
