"""Read the folder of a plan: the only phase that touches the disk.

Nothing here raises for what is on the disk. A file that cannot be used is left out with a diagnostic, and
named in `Sources.unreadable`, so that later phases do not report it missing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from keikaku.diagnostics.diagnostic import Diagnostic, Related, error
from keikaku.diagnostics.source import FOLDERS, SINGLE_FILES, Source, Sources
from keikaku.diagnostics.span import Span, TextMap, text_map
from keikaku.disk import left_behind
from keikaku.text.nearest import nearest
from keikaku.yaml.decode import decode
from keikaku.yaml.diagnose import wording
from keikaku.yaml.entries import Entry, on_disk
from keikaku.yaml.parse import NotYamlError, parse
from keikaku.yaml.syntax import explain

MAX_BYTES = 2_000_000
"""A plan of a whole city is a tenth of this in all its files together."""

MAX_PLAN_BYTES = 50_000_000
"""In all files together. A hundred times a city's plan is half of this."""

UNUSABLE = 1_000
"""Faults that a file counts for whose structure cannot be relied on."""

_BESIDE = re.compile(r"\.|(?:README|LICENSE|CHANGELOG)\b")
"""Files that may lie in the folder of a plan without being of it; hidden ones are editors' and git's."""

_ENDINGS = re.compile(r"(?:\.(?:yml|yaml|txt))+\Z", re.IGNORECASE)
"""What word processors and simple editors make of the end of a file's name."""

_MERGE = re.compile(r"^(?:<{7} |={7}\s*$|>{7} |\|{7} )[^\r\n]*", re.MULTILINE)


Judge = Callable[[Source], int]
"""A file → how many faults its content has; tells which of several repairs of its writing was meant."""


@dataclass(slots=True)
class _Reading:
    """What has been gathered on the way; lives for one call of `read`."""

    display: str
    judge: Judge
    files: list[Source] = field(default_factory=list)
    unreadable: set[tuple[str, str]] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)
    closed: bool = False
    """A folder could not be looked into: what is in it exists, and nobody knows its names."""


def read(
    root: Path | Entry, *, display: str | None = None, judge: Judge = lambda _: 0
) -> tuple[Sources, tuple[Diagnostic, ...]]:
    """All files of the plan in `root`, and what is wrong with their names, characters and writing.

    `root`: a folder on the disk, or any other `Entry`. `display`: how it is named in messages; as given where not
    said. `judge` is asked only of files that
    cannot be read as they are.
    """
    folder = on_disk(root) if isinstance(root, Path) else root
    shown = (root.as_posix() if isinstance(root, Path) else root.name) if display is None else display.rstrip("/")
    reading = _Reading(_printable(shown), judge)
    if folder.kind != "folder":
        reading.faults.append(_no_plan(reading.display, "フォルダーが見つかりません。"))
    else:
        size = _size(folder)
        if size > MAX_PLAN_BYTES:
            return Sources(reading.display, (), frozenset(), {}), (_plan_too_large(reading.display, size),)
        _read_top(reading, folder)
        if reading.closed:
            # Without plan.yml nothing is put together, so that nothing of the folder is told to be missing.
            reading.files = [source for source in reading.files if source.kind != "plan"]
        elif not any(kind == "plan" for kind, _ in _known(reading)):
            reading.faults.append(_no_plan(reading.display, "フォルダーの中に plan.yml がありません。"))
    return Sources(
        reading.display,
        tuple(reading.files),
        frozenset(reading.unreadable),
        reading.texts,
    ), tuple(reading.faults)


def _size(root: Entry) -> int:
    """The bytes of what would be read; what cannot be looked at is told later, where it is."""
    return sum(entry.size for folder in (root, *_kind_folders(root)) for entry in _below(folder) if _is_ours(entry))


def _kind_folders(root: Entry) -> list[Entry]:
    return [entry for entry in _below(root) if entry.name in FOLDERS]


def _below(folder: Entry) -> tuple[Entry, ...]:
    with suppress(OSError):
        return folder.below()
    return ()


def _is_ours(entry: Entry) -> bool:
    return entry.kind == "file" and entry.name.endswith(".yml")


def _known(reading: _Reading) -> Iterator[tuple[str, str]]:
    yield from reading.unreadable
    yield from ((source.kind, source.id) for source in reading.files)


def _read_top(reading: _Reading, root: Entry) -> None:
    for entry in _entries(reading, root, reading.display):
        if entry.kind == "link":
            _pass_over_link(reading, reading.display, entry, SINGLE_FILES.get(entry.name, ""))
            reading.closed = reading.closed or entry.name in FOLDERS
        elif entry.name in FOLDERS:
            if entry.kind == "folder":
                _read_folder(reading, entry, FOLDERS[entry.name])
            else:
                reading.faults.append(_not_a_folder(_shown(reading.display, entry)))
                reading.closed = True
        elif entry.name in SINGLE_FILES:
            _read_file(reading, reading.display, entry, SINGLE_FILES[entry.name])
        elif _is_beside(entry):
            _seek_links(reading, reading.display, entry)
        else:
            reading.faults.append(_misplaced(_shown(reading.display, entry), entry, _declared(entry)))
            reading.unreadable.update((kind, _ENDINGS.sub("", entry.name)) for kind in FOLDERS.values())
            if entry.kind == "folder" and (meant := nearest(entry.name, FOLDERS, 1)):
                _pass_over(reading, entry, FOLDERS[meant[0]])


def _read_folder(reading: _Reading, folder: Entry, kind: str) -> None:
    display = _shown(reading.display, folder)
    for entry in _entries(reading, folder, display):
        if entry.kind == "link":
            _pass_over_link(reading, display, entry, kind)
        elif _is_beside(entry):
            _seek_links(reading, display, entry)
        elif entry.name != _printable(entry.name):
            reading.faults.append(_unnamed(_shown(display, entry)))
        elif entry.name.endswith(".yml"):
            _read_file(reading, display, entry, kind)
        elif entry.kind == "folder":
            reading.faults.append(_nested(_shown(display, entry)))
            _pass_over(reading, entry, kind)
        else:
            reading.faults.append(_extension(_shown(display, entry), entry.name))
            reading.unreadable.add((kind, _ENDINGS.sub("", entry.name)))


def _is_beside(entry: Entry) -> bool:
    """Whether it may lie in the folder of a plan without being of it."""
    return _BESIDE.match(entry.name) is not None or left_behind(entry.name)


def _pass_over(reading: _Reading, folder: Entry, kind: str) -> None:
    """What lies in a folder at the wrong place exists: that it is not found is no second fault."""
    reading.unreadable.update((kind, entry.name.removesuffix(".yml")) for entry in _below(folder) if _is_ours(entry))


def _pass_over_link(reading: _Reading, folder: str, entry: Entry, kind: str) -> None:
    """Tell of a link; what it is named after exists, though it is not read."""
    reading.faults.append(_linked(_shown(folder, entry)))
    reading.unreadable.add((kind, _ENDINGS.sub("", entry.name)))


def _seek_links(reading: _Reading, folder: str, entry: Entry) -> None:
    """Tell of links in what is not read: a command that writes there would write elsewhere.

    Not in git's own folder, which no revision can bring and which holds thousands of files.
    """
    display = _shown(folder, entry)
    for below in () if entry.name == ".git" else _below(entry):
        if below.kind == "link":
            reading.faults.append(_linked(_shown(display, below)))
        else:
            _seek_links(reading, display, below)


def _entries(reading: _Reading, folder: Entry, display: str) -> tuple[Entry, ...]:
    try:
        return folder.below()
    except OSError as fault:
        reading.faults.append(_unopened(display, fault))
        reading.closed = True
        return ()


def _read_file(reading: _Reading, folder: str, entry: Entry, kind: str) -> None:
    path = _shown(folder, entry)
    name = entry.name.removesuffix(".yml")
    raw = _bytes(reading, entry, path)
    if raw is None:
        reading.unreadable.add((kind, name))
        return
    map, faults = decode(path, raw)
    if map is not None:
        reading.texts[path] = map.text
    source = None
    if map is not None and not faults:
        source, faults = source_of(map, kind, name, reading.judge)
    reading.faults.extend(faults)
    if source is None:
        reading.unreadable.add((kind, name))
    else:
        reading.files.append(source)


def source_of(
    map: TextMap, kind: str, name: str, judge: Judge = lambda _: 0
) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """A text as a file of the plan; None where its structure cannot be relied on."""

    def left(text: str) -> int:
        repaired = text_map(map.path, text)
        parsed = parse(repaired)
        if not isinstance(parsed.data, dict):
            return UNUSABLE
        return len(parsed.faults) + judge(Source(kind, name, parsed.data, repaired, parsed.positions))

    if not re.sub(r"(?m)^\s*(?:#.*|---|\.\.\.)?$", "", map.text).strip():
        return None, (_empty(map),)
    conflict = _conflict(map)
    if conflict:
        return None, (conflict,)
    try:
        parsed = parse(map)
    except NotYamlError:
        return None, explain(map, left)
    if isinstance(parsed.data, dict):
        return Source(kind, name, parsed.data, map, parsed.positions), parsed.faults
    if parsed.faults:
        return None, parsed.faults
    if isinstance(parsed.data, list):
        at = parsed.positions[()].value_start
        return None, (wording.NOT_A_MAPPING.at(map.span(at, at + 1)),)
    return None, explain(map, left)


def _bytes(reading: _Reading, entry: Entry, path: str) -> bytes | None:
    """The content of a file, or None with a fault. Never opens what is no plain file: that may wait for ever."""
    if entry.kind == "folder":
        reading.faults.append(_folder_for_file(path))
    elif entry.kind != "file":
        reading.faults.append(_unopened(path, None))
    elif entry.size > MAX_BYTES:
        reading.faults.append(_too_large(path, entry.size))
    else:
        try:
            return entry.content()
        except OSError as fault:
            reading.faults.append(_unopened(path, fault))
    return None


def _printable(name: str) -> str:
    """A file name as text: names on disk are bytes and need not be UTF-8."""
    return os.fsencode(name).decode("utf-8", "replace")


def _shown(folder: str, entry: Entry) -> str:
    return f"{folder}/{_printable(entry.name)}"


def _whole(path: str) -> Span:
    """The place of a fault that concerns a file or folder as such."""
    return Span(path, 1, 1, 1, 1)


def _empty(map: TextMap) -> Diagnostic:
    return error(
        "empty-file",
        "ファイルに何も書かれていません。",
        map.span(0, 0),
        "中身を書くか、要らないファイルなら消してください。",
    )


def _conflict(map: TextMap) -> Diagnostic | None:
    """Both sides of a merge still in the file; one fault, whatever else the markers upset."""
    found = list(_MERGE.finditer(map.text))
    if not found or all(marker.group().startswith("|") for marker in found):
        return None
    first, *rest = (map.span(marker.start(), marker.end()) for marker in found)
    return error(
        "merge-conflict",
        "2人の変更がぶつかった印（<<<<<<< など）が残っています。",
        first,
        "正しい方の文を残し、「<<<<<<<」「=======」「>>>>>>>」の行を消してください。",
        related=tuple(Related("印はここにもあります", span) for span in rest),
    )


def _no_plan(path: str, message: str) -> Diagnostic:
    return error("no-plan", message, _whole(path), "plan.yml のあるフォルダーを指定してください。")


def _declared(entry: Entry) -> str | None:
    """The folder that the first line of a file names by its schema, as editors' tools have it."""
    if entry.kind != "file" or entry.size > MAX_BYTES:
        return None
    with suppress(OSError):
        found = re.search(rb"\$schema=\S*?([a-z-]+)\.schema\.json", entry.content().partition(b"\n")[0][:500])
        kind = found[1].decode("ascii") if found else None
        return next((folder for folder, known in FOLDERS.items() if known == kind), None)
    return None


def _misplaced(path: str, entry: Entry, folder: str | None) -> Diagnostic:
    """Something at the top of the plan that is none of its files; ``folder``: where it says that it belongs."""
    name, is_folder = entry.name, entry.kind == "folder"
    known = FOLDERS if is_folder else SINGLE_FILES
    stems = {known_name.removesuffix(".yml"): known_name for known_name in known}
    near = [stems[stem] for stem in nearest(name.partition(".")[0], stems, 1)]
    if is_folder:
        listed = "・".join(FOLDERS)
        help = f"「{near[0]}」の間違いではありませんか。" if near else f"使えるフォルダーは {listed} です。"
        return error("unknown-folder", f"「{_printable(name)}」というフォルダーは使いません。", _whole(path), help)
    if folder is not None:
        help = f"「{folder}」フォルダーの中に移してください。"
    elif near:
        help = f"「{near[0]}」の間違いではありませんか。"
    elif name.endswith((".yml", ".yaml")):
        help = f"種類に合うフォルダー（{'・'.join(FOLDERS)}）の中に移してください。"
    else:
        help = "計画のファイルでなければ、計画のフォルダーの外に移してください。"
    return error("unknown-file", f"「{_printable(name)}」はここに置くファイルではありません。", _whole(path), help)


def _nested(path: str) -> Diagnostic:
    return error(
        "unknown-folder",
        "種類ごとのフォルダーの中に、さらにフォルダーは置けません。",
        _whole(path),
        "中のファイルを1つ上のフォルダーに移してください。",
    )


def _unnamed(path: str) -> Diagnostic:
    """A name in another encoding, as old archives bring it: no message could name it, so nothing could write it."""
    return error(
        "unknown-file",
        "名前に、UTF-8 として読めない文字があります。",
        _whole(path),
        "名前を半角の英数字とハイフンに変えてください。",
    )


def _extension(path: str, name: str) -> Diagnostic:
    stem = _ENDINGS.sub("", _printable(name))
    if stem != _printable(name) or "." not in name:
        help = f"「{stem}.yml」に名前を変えてください。"
    else:
        help = "計画のファイルではないので、計画のフォルダーの外に移してください。"
    return error("unknown-file", "計画のファイルの名前は「.yml」で終わります。", _whole(path), help)


def _folder_for_file(path: str) -> Diagnostic:
    return error(
        "unknown-folder",
        "ファイルの名前をもつフォルダーです。",
        _whole(path),
        "フォルダーを消すか、名前を変えて計画の外に移してください。",
    )


def _not_a_folder(path: str) -> Diagnostic:
    return error(
        "unknown-file",
        "フォルダーの名前をもつファイルです。",
        _whole(path),
        "ファイルを消し、同じ名前のフォルダーを作ってください。",
    )


def _unopened(path: str, fault: OSError | None) -> Diagnostic:
    denied = isinstance(fault, PermissionError)
    message = "読む権限がないため、開けません。" if denied else "開けません。普通のファイルではないか、壊れています。"
    return error("unreadable-file", message, _whole(path), "ファイルの状態と権限を確かめてください。")


def _linked(path: str) -> Diagnostic:
    return error(
        "link-in-plan",
        "計画のフォルダーの中に、リンクがあります。",
        _whole(path),
        "リンクを消し、要るなら、ファイルそのものを計画のフォルダーに置いてください。",
    )


def _too_large(path: str, size: int) -> Diagnostic:
    return error(
        "file-too-large",
        f"ファイルが大きすぎます（{size:,}バイト、上限は{MAX_BYTES:,}バイト）。",
        _whole(path),
        "計画のファイルか確かめてください。長い内容は、いくつかのファイルに分けて書きます。",
    )


def _plan_too_large(path: str, size: int) -> Diagnostic:
    return error(
        "plan-too-large",
        f"計画のファイルが大きすぎます（全部で{size:,}バイト、上限は{MAX_PLAN_BYTES:,}バイト）。",
        _whole(path),
        "計画ではないファイルが入っていないか確かめてください。",
    )
