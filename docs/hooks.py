"""What the documentation shows that is written elsewhere: the editors' guide, and a reference made of the schemas."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from keikaku.schema.remarks import in_language

TOP = Path(__file__).resolve().parents[1]
GUIDE = "editors.md"
_WRITTEN = re.compile(r"\]\(([a-z-]+:ID)\)")
_PLACES = {"schema/": "schema/*.md", "schema/en/": "schema/en/*.md", "adr/": "adr/*.md"}
"""An entry of the navigation → the pages it stands for, by name."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the guide and a page for each schema, and name them in the navigation."""
    guide = (TOP / "CONTRIBUTING.md").read_text("utf-8").replace("](docs/", "](")
    # Not called index.md where it is written: it leads to pages that are there on this site only.
    home = (TOP / "docs/index.md.in").read_text("utf-8")
    pages = {"index.md": home, GUIDE: guide, "schema/index.md": _contents(), "adr/index.md": _decisions()}
    pages |= {f"schema/{kind}.md": _reference(schema) for kind, schema in _schemas()}
    pages |= {f"schema/en/{kind}.md": _reference(in_language(schema, "en"), "needed") for kind, schema in _schemas()}
    for name, text in pages.items():
        files.append(File.generated(config, name, content=text))
    config.nav = _with_places(config.nav or [], files)
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Lead to guide and decisions where they stand on this site; how a reference is written is no reference."""
    markdown = _WRITTEN.sub(r"\\](\1)", markdown)
    return markdown.replace("](../CONTRIBUTING.md", f"]({GUIDE}").replace("](adr/)", "](adr/index.md)")


def _with_places(nav: list[Any], files: Files) -> list[Any]:
    made: list[Any] = []
    for item in nav:
        pattern = _PLACES.get(item) if isinstance(item, str) else None
        if pattern is not None:
            listed = sorted(uri for uri in files.src_uris if Path(uri).match(pattern))
            made += sorted(listed, key=lambda uri: not uri.endswith("index.md"))
        elif isinstance(item, dict):
            name, value = next(iter(item.items()))
            value = _with_places(value if isinstance(value, list) else [value], files)
            made.append({name: value if len(value) > 1 else value[0]})
        else:
            made.append(item)
    return made


def _schemas() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for path in sorted((TOP / "schema").glob("*.schema.json")):
        yield path.name.removesuffix(".schema.json"), json.loads(path.read_text("utf-8"))


def _contents() -> str:
    rows = [
        f"| [{schema['title']}]({kind}.md) | {_cell(schema.get('description', ''))} |" for kind, schema in _schemas()
    ]
    return "\n".join(["# ファイルの書き方", "", "| ファイル | |", "|---|---|", *rows, ""])


def _decisions() -> str:
    heads = {path.name: path.read_text("utf-8").partition("\n")[0] for path in sorted((TOP / "docs/adr").glob("*.md"))}
    return "\n".join(
        ["# Decisions", "", *(f"- [{head.removeprefix('# ')}]({name})" for name, head in heads.items()), ""]
    )


def _reference(schema: Mapping[str, Any], needed: str = "必ず書きます") -> str:
    parts = {"": schema, **schema.get("$defs", {})}
    lines = [f"# {schema['title']}", "", schema.get("description", "")]
    for name, part in parts.items():
        fields = part.get("properties", {})
        if name and (fields or part.get("description")):
            lines += ["", f"## {part.get('title', name)} {{#{name}}}", "", part.get("description", "")]
        if fields:
            required = part.get("required", ())
            lines += ["", "| | | |", "|---|---|---|"]
            lines += [_row(key, field, needed if key in required else "") for key, field in fields.items()]
    return "\n".join([*lines, ""])


def _row(key: str, field: Mapping[str, Any], needed: str) -> str:
    told = f"**{field.get('title', key)}**{f'（{needed}）' if needed else ''} {field.get('description', '')}"
    examples = " ".join(f"`{json.dumps(example, ensure_ascii=False)}`" for example in field.get("examples", ())[:1])
    return f"| `{key}` | {_cell(told)} | {_cell(examples)} |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
