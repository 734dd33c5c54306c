"""The schemas say the same as the model, explain every key to an editor, and their examples hold."""

from __future__ import annotations

import dataclasses
import re
import types
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from keikaku.diagnostics.source import KINDS
from keikaku.pipeline import schemas
from keikaku.plan import model
from keikaku.plan.declare import declared, lead
from keikaku.schema.remarks import REMARKS, translations

SCHEMAS = schemas()
REGISTRY: Registry[Any] = Registry().with_resources(
    (name, Resource.from_contents(schema)) for name, schema in SCHEMAS.items()
)


class Pair(NamedTuple):
    """A class of the model, and where its mapping stands in the schemas."""

    cls: type
    place: str


BLOCKS = tuple(cls for cls in get_args(model.Block) if cls is not model.Paragraph)
PAIRS = (
    *(Pair(cls, f"common.schema.json#/$defs/{lead(cls)}{'' if hasattr(cls, 'WHOLE') else '_block'}") for cls in BLOCKS),
    Pair(model.Colours, "common.schema.json#/$defs/colours"),
    Pair(model.Finding, "challenge.schema.json#/$defs/finding"),
    Pair(model.Quote, "common.schema.json#/$defs/quote"),
    Pair(model.Pending, "common.schema.json#/$defs/pending"),
    Pair(model.Note, "common.schema.json#/$defs/note"),
    Pair(model.SideList, "common.schema.json#/$defs/side_list"),
    Pair(model.Article, "common.schema.json#/$defs/article"),
    Pair(model.ListItem, "common.schema.json#/$defs/list_item_mapping"),
    Pair(model.Fact, "common.schema.json#/$defs/fact"),
    Pair(model.Topic, "common.schema.json#/$defs/topic"),
    Pair(model.Contact, "contact.schema.json"),
    Pair(model.Consultation, "plan.schema.json#/$defs/consultation"),
    Pair(model.Site, "plan.schema.json#/$defs/site"),
    Pair(model.YearValues, "common.schema.json#/$defs/year_values"),
    Pair(model.Grade, "plan.schema.json#/$defs/grade"),
    Pair(model.Attribute, "plan.schema.json#/$defs/attribute"),
    Pair(model.Choice, "plan.schema.json#/$defs/choice"),
    Pair(model.Order, "plan.schema.json#/$defs/order"),
    Pair(model.Numbering, "plan.schema.json#/$defs/numbering"),
    Pair(model.Chapter, "chapter.schema.json"),
    Pair(model.Section, "chapter.schema.json#/$defs/section"),
    Pair(model.Subsection, "chapter.schema.json#/$defs/subsection"),
    Pair(model.Actor, "actor.schema.json"),
    Pair(model.Audience, "audiences.schema.json#/$defs/audience"),
    Pair(model.Challenge, "challenge.schema.json"),
    Pair(model.WordReading, "readings.schema.json#/$defs/reading"),
    Pair(model.Vision, "vision.schema.json"),
    Pair(model.Pillar, "pillar.schema.json"),
    Pair(model.Measure, "measure.schema.json"),
    Pair(model.ChallengeLink, "measure.schema.json#/$defs/challenge_link"),
    Pair(model.Action, "measure.schema.json#/$defs/action"),
    Pair(model.CrossListing, "measure.schema.json#/$defs/cross_listing"),
    Pair(model.ActionGroup, "measure.schema.json#/$defs/action_group"),
    Pair(model.Programme, "programme.schema.json"),
    Pair(model.Term, "term.schema.json"),
    Pair(model.IndicatorGroup, "indicator-group.schema.json"),
    Pair(model.Indicator, "indicator-group.schema.json#/$defs/indicator"),
    Pair(model.Reading, "indicator-group.schema.json#/$defs/reading"),
    Pair(model.Absent, "indicator-group.schema.json#/$defs/absent"),
    Pair(model.Worded, "indicator-group.schema.json#/$defs/worded"),
    Pair(model.Columns, "indicator-group.schema.json#/$defs/columns"),
    Pair(model.Years, "indicator-group.schema.json#/$defs/years"),
    Pair(model.Figure, "figure.schema.json"),
    Pair(model.FigureData, "figure.schema.json#/$defs/data"),
    Pair(model.Series, "figure.schema.json#/$defs/series"),
    Pair(model.Box, "figure.schema.json#/$defs/box_mapping"),
    Pair(model.Layers, "figure.schema.json#/$defs/layers"),
    Pair(model.Cycle, "figure.schema.json#/$defs/cycle"),
    Pair(model.Relations, "figure.schema.json#/$defs/relations"),
    Pair(model.Tier, "figure.schema.json#/$defs/tier"),
    Pair(model.Timeline, "figure.schema.json#/$defs/timeline"),
    Pair(model.TimelineRow, "figure.schema.json#/$defs/timeline_row"),
    Pair(model.Period, "figure.schema.json#/$defs/period"),
    Pair(model.Picture, "common.schema.json#/$defs/picture"),
    Pair(model.Erratum, "errata.schema.json#/$defs/erratum"),
    Pair(model.Synonym, "synonyms.schema.json#/$defs/synonym"),
    Pair(model.Addresses, "addresses.schema.json"),
    Pair(model.Subject, "subjects.schema.json#/$defs/subject"),
)
NO_MAPPING = {
    model.At,
    model.Text,
    model.Lasting,
    model.Attributed,
    model.Given,
    model.Paragraph,
    model.Plan,
    model.TableSheet,
}
"""A string, no YAML, a part of other classes, or not one mapping: the plan is many files (its own test below)."""


def lookup(place: str) -> Any:
    return REGISTRY.resolver().lookup(place).contents


def keys_of(pair: Pair) -> dict[str, dataclasses.Field[Any]]:
    """Key in YAML → field of the class."""
    keys = {field.name: field.key for field in declared(pair.cls)}
    return {keys[field.name]: field for field in dataclasses.fields(pair.cls) if field.name != "at"}


def literals(annotation: Any) -> set[str]:
    """The values a ``Literal`` allows, through ``| None``; empty for other annotations."""
    if get_origin(annotation) is Literal:
        return set(get_args(annotation))
    if get_origin(annotation) in (Union, types.UnionType):
        return set().union(*(literals(member) for member in get_args(annotation)))
    return set()


by_schema = pytest.mark.parametrize("name", sorted(SCHEMAS))


def test_a_schema_has_the_keys_of_its_class() -> None:
    assert {pair: set(lookup(pair.place)["properties"]) for pair in PAIRS} == {
        pair: set(keys_of(pair)) for pair in PAIRS
    }


def test_a_key_is_required_where_its_field_has_no_default() -> None:
    without_default = {
        pair: {
            key
            for key, field in keys_of(pair).items()
            if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        }
        for pair in PAIRS
    }
    assert {pair: set(lookup(pair.place)["required"]) for pair in PAIRS} == without_default


def test_no_key_is_required_that_only_some_languages_have() -> None:
    """Whether a name needs a reading depends on the language of the plan: a rule asks (``rules/reading.py``)."""
    entries = [pair for pair in PAIRS if hasattr(pair.cls, "ENTRY")]
    assert len(entries) > 10
    assert [pair.cls for pair in entries if "reading" in lookup(pair.place)["required"]] == []


def test_a_key_allows_the_values_its_field_allows() -> None:
    looked = 0
    for pair in PAIRS:
        hints = get_type_hints(pair.cls)
        properties = lookup(pair.place)["properties"]
        chosen = {key: one for key, field in keys_of(pair).items() if (one := literals(hints[field.name]))}
        assert {key: set(properties[key]["enum"]) for key in chosen} == chosen, pair
        looked += len(chosen)
    assert looked > 10


def test_every_class_of_the_model_has_its_schema() -> None:
    classes = {
        cls for cls in vars(model).values() if dataclasses.is_dataclass(cls) and cls.__module__ == "keikaku.plan.model"
    }
    assert {pair.cls for pair in PAIRS} == classes - NO_MAPPING


def test_a_field_of_the_plan_is_a_key_of_plan_yml_or_files_of_their_own() -> None:
    files = {"actors", "chapters", "challenges", "pillars", "measures", "figures", "terms", "programmes", "contacts"}
    files |= {"indicator_groups", "sheets", "vision", "audiences", "subjects", "synonyms", "readings", "errata"}
    files |= {"addresses"}
    fields = {field.name for field in dataclasses.fields(model.Plan)} - {"at"}
    keys = set(lookup("plan.schema.json")["properties"])
    assert keys | files == fields
    assert not keys & files


def test_the_forms_of_a_block_are_the_blocks_of_the_model() -> None:
    forms = [form["$ref"] for form in lookup("common.schema.json#/$defs/block")["oneOf"]]
    assert forms == ["#/$defs/text", *(f"#/$defs/{lead(cls)}_block" for cls in BLOCKS)]


def test_every_kind_of_file_has_a_schema_and_every_schema_a_kind() -> None:
    assert {f"{kind}.schema.json" for kind in KINDS} | {"common.schema.json"} == set(SCHEMAS)


def nodes(node: Any, pointer: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mapping inside a schema with its JSON pointer."""
    if isinstance(node, dict):
        yield pointer, node
        for key, value in node.items():
            if key != "examples":
                yield from nodes(value, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(node, list):
        for n, value in enumerate(node):
            yield from nodes(value, f"{pointer}/{n}")


@by_schema
def test_a_schema_is_a_schema_and_is_named_like_its_file(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$id"] == name
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@by_schema
def test_every_key_is_explained_in_japanese_with_an_example(name: str) -> None:
    unexplained = [
        f"{pointer}/properties/{key}"
        for pointer, node in nodes(SCHEMAS[name])
        if isinstance(node.get("properties"), dict) and not pointer.endswith("/properties")
        for key, value in node["properties"].items()
        if not (
            (value.get("title") == "ID" or re.search(r"[ぁ-んァ-ヶ一-龠]", value.get("title", "")))
            and re.search(r"[ぁ-ん].*。$", value.get("description", ""))
            and value.get("examples")
        )
    ]
    assert unexplained == []


@by_schema
def test_a_mapping_takes_no_key_but_its_own(name: str) -> None:
    open_mappings = [
        pointer
        for pointer, node in nodes(SCHEMAS[name])
        if node.get("type") == "object" and node.get("additionalProperties") is not False
    ]
    assert open_mappings == []


@by_schema
def test_every_example_is_valid(name: str) -> None:
    """In Japanese, and in English, which says no more and no less."""
    for language in ("ja", "en"):
        schema = schemas(language)[name]
        shown = [(pointer, node) for pointer, node in nodes(schema) if isinstance(node.get("examples"), list)]
        assert shown
        for pointer, node in shown:
            validator = Draft202012Validator({"$ref": f"{name}#{pointer}"}, registry=REGISTRY)
            for example in node["examples"]:
                assert [error.message for error in validator.iter_errors(example)] == [], (pointer, example)


def remarks(schema: Any) -> Iterator[str]:
    """Every title and description in a schema."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key in REMARKS and isinstance(value, str):
                yield value
            elif key != "examples":
                yield from remarks(value)
    elif isinstance(schema, list):
        for inner in schema:
            yield from remarks(inner)


def examples(schema: Any, *, inside: bool = False) -> Iterator[str]:
    """Every string in Japanese that an example of a schema holds."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            yield from examples(value, inside=inside or key == "examples")
    elif isinstance(schema, list):
        for inner in schema:
            yield from examples(inner, inside=inside)
    elif inside and isinstance(schema, str) and re.search(r"[ぁ-んァ-ヶ一-龠]", schema):
        yield schema


def test_every_title_description_and_example_is_said_in_english_and_nothing_else_is() -> None:
    """But the readings, which only a plan in Japanese has."""
    said = translations("en")
    written = {words for schema in SCHEMAS.values() for words in remarks(schema)}
    written |= {words for schema in SCHEMAS.values() for words in examples(schema)}
    assert {words for words in written - set(said) if not re.fullmatch(r"[ぁ-ゖ ]{2,}", words)} == set()
    assert set(said) <= written
    left = {words for schema in schemas("en").values() for words in examples(schema)}
    assert {words for words in left if not re.fullmatch(r"[ぁ-ゖ ]{2,}", words)} == set()
    assert not [words for words in said.values() if re.search("[\u3041-\u3096]", words) or not words.strip()]
    # What stands in signs of its own stands in both: keys, placeholders, choices.
    gaps = re.compile(r"\{[a-zA-Z]\}|[a-z]+\.yml")
    assert [ja for ja, en in said.items() if sorted(set(gaps.findall(ja))) != sorted(set(gaps.findall(en)))] == []


def test_an_english_plan_gets_english_schemas() -> None:
    english = schemas("en")["measure.schema.json"]
    assert english["properties"]["pillar"]["description"] == "The ID of the pillar to which it belongs."
    assert english["properties"]["pillar"]["$ref"] == SCHEMAS["measure.schema.json"]["properties"]["pillar"]["$ref"]
    assert english["properties"].keys() == SCHEMAS["measure.schema.json"]["properties"].keys()
