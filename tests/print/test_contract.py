"""The templates of Typst and the classes whose fields they read say the same (`keikaku.outputs.print.nodes`)."""

from __future__ import annotations

import inspect
import re
from dataclasses import fields, is_dataclass
from types import ModuleType
from typing import get_args

import pytest

from keikaku.outputs.compare import cell, change, paper
from keikaku.outputs.print import nodes
from keikaku.plan import model
from keikaku.plan.declare import declared, lead
from keikaku.resources import TEMPLATE_FOLDER

PRINT = re.sub(r"//.*", "", "\n".join(path.read_text("utf-8") for path in sorted(TEMPLATE_FOLDER.glob("print/*.typ"))))
COMPARE = re.sub(r"//.*", "", (TEMPLATE_FOLDER / "compare" / "table.typ").read_text("utf-8"))

FUNCTIONS = dict(re.findall(r"^#let ([\w-]+)(?:\(| = )(.*?)(?=^#|\Z)", PRINT, re.MULTILINE | re.DOTALL))
KINDS = dict(re.findall(r"^  ([\w-]+): (.*?)(?=^  [\w-]+: |\Z)", FUNCTIONS["kinds"], re.MULTILINE | re.DOTALL))
"""Kind of a block → what is done with a ``node`` of it, or the function that does it."""
KINDS |= {"heading": FUNCTIONS["head"] + "node.kind", "box": FUNCTIONS["boxed"] + "node.body"}


def classes(module: ModuleType) -> dict[str, set[str]]:
    """Name of each dataclass of a module → its fields."""
    found = inspect.getmembers(module, lambda one: is_dataclass(one) and one.__module__ == module.__name__)
    return {name: {field.name for field in fields(one)} for name, one in found}


def read(body: str, seen: frozenset[str] = frozenset()) -> set[str]:
    """The fields of ``node`` that some lines read, themselves or by the functions they hand it to."""
    found = set(re.findall(r"\bnode\.([\w-]+)", body)) | set(re.findall(r'"(\w+)" in node\b', body))
    named = set(re.findall(r"\b([\w-]+)\(node(?=[,)])", body)) | {body.strip(",) \n")}
    for name in (named & FUNCTIONS.keys()) - seen:
        found |= read(FUNCTIONS[name], seen | {name})
    return found - {"t", "at"}


BLOCKS = {one.t: one for one in get_args(nodes.Node) if one not in (nodes.DeclaredNode, nodes.NotesNode)}


@pytest.mark.parametrize("kind", sorted(BLOCKS))
def test_a_block_is_read_whole_and_nothing_else_of_it(kind: str) -> None:
    assert read(KINDS[kind]) == {field.name for field in fields(BLOCKS[kind])}


DECLARED = {lead(one): one for one in get_args(model.Block) if lead(one) in {"box", "quotation", "signature"}}


@pytest.mark.parametrize("kind", sorted(DECLARED))
def test_of_a_declared_block_only_what_is_declared_is_read(kind: str) -> None:
    of_model = {field.name for field in declared(DECLARED[kind])}
    assert read(KINDS[kind])
    assert read(KINDS[kind]) <= of_model


def test_every_kind_of_block_has_its_case_and_every_case_its_kind() -> None:
    assert len(DECLARED) == 3
    assert KINDS.keys() == BLOCKS.keys() | DECLARED.keys()


def test_every_kind_of_running_text_has_its_case() -> None:
    cases = re.findall(r'node\.t == "(\w+)"', FUNCTIONS["run"])
    assert sorted(cases) == sorted(one.t for one in get_args(nodes.Inline))
    assert read(FUNCTIONS["run"]) == {field.name for one in get_args(nodes.Inline) for field in fields(one)}


@pytest.mark.parametrize(("template", "module"), [(PRINT, nodes), (COMPARE, paper)], ids=["print", "compare"])
def test_every_field_is_read(template: str, module: ModuleType) -> None:
    """By name, for what is no block: rows of tables and lists, the data of the documents."""
    names = set().union(*classes(module).values()) - {"document", "fields", "notes"}
    assert len(names) > 10
    assert names - set(re.findall(r"[.(]([a-z]+)\b", template)) == set()


def test_no_other_field_of_a_document_or_row_is_read() -> None:
    known = classes(nodes)
    read_of_data = set(re.findall(r"\b(?:data|setting)\.([a-z-]+)", PRINT)) - {"at", "document"}
    documents = known["DocumentData"] | known["DraftData"] | known["LeafletData"]
    # `data` is a table's in tables.typ.
    assert (
        read_of_data - {"fonts", "parted"} - known["TableNode"] == documents - {"document", "part"} - known["TableNode"]
    )
    assert set(re.findall(r"\bpart\.([a-z]+)", PRINT)) - {"at"} == known["PartData"]
    names = set().union(*known.values())
    rows = re.findall(r"\b(?:row|item|term|word|contact|pillar|cell|mark|answer)\.([a-z-]+)", PRINT)
    assert len(rows) > 20
    assert set(rows) - names - {"enumerate", "find", "location", "value", "need", "with"} == set()
    of_paper = set().union(*classes(paper).values(), *classes(cell).values(), *classes(change).values())
    assert set(re.findall(r"\b(?:data|row|part|piece)\.([a-z-]+)", COMPARE)) - {"fonts"} <= of_paper
