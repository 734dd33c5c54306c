"""The list of a site's files, and what is found when a published folder is no longer as it was built."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keikaku.hosts.cli import main
from keikaku.outputs.site.manifest import (
    MANIFEST,
    Difference,
    ManifestError,
    differences,
    read_manifest,
    write_manifest,
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "a").mkdir(parents=True)
    (folder / "index.html").write_text("<p>計画</p>", "utf-8")
    (folder / "a" / "図.svg").write_text("<svg/>", "utf-8")
    write_manifest(folder)
    return folder


def found(site: Path) -> tuple[Difference, ...]:
    return differences(site, read_manifest((site / MANIFEST).read_text("utf-8")))


def test_a_site_as_it_was_built(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert found(site) == ()
    assert main(["verify-build", str(site)]) == 0
    assert capsys.readouterr().out == f"{site} のファイル 2個は、作ったときのままです。\n"


def test_missing_changed_and_new_files_are_each_reported(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "index.html").unlink()
    (site / "a" / "図.svg").write_text("<svg></svg>", "utf-8")
    (site / "b.html").write_text("", "utf-8")
    assert main(["verify-build", str(site)]) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"{site}/a/図.svg: 内容が変わっています",
        f"{site}/b.html: 作ったときにはなかったファイルです",
        f"{site}/index.html: ありません",
        "keikaku: 作ったときと違うファイルが 3個あります。",
    ]


def test_what_is_no_file_is_reported_and_not_opened(site: Path, tmp_path: Path) -> None:
    """A pipe would never end; a link to a folder publishes what is in it."""
    os.mkfifo(site / "pipe")
    (site / "index.html").unlink()
    os.mkfifo(site / "index.html")
    (site / "home").symlink_to(tmp_path)
    (site / "loop").symlink_to("loop")
    told = "ファイルでもフォルダーでもないものです"
    assert found(site) == (
        Difference("home", told),
        Difference("index.html", "ありません"),
        Difference("loop", told),
        Difference("pipe", told),
    )


def test_compressed_copies_belong_to_their_originals(site: Path) -> None:
    """hosting/precompress makes them after the build; one of another version would be sent to readers."""
    for name in ("index.html", MANIFEST):
        (site / f"{name}.gz").write_bytes(gzip.compress((site / name).read_bytes()))
    assert found(site) == ()
    (site / "index.html.gz").write_bytes(gzip.compress(b"<p>old</p>"))
    (site / "a" / "図.svg.gz").write_bytes(b"no gzip at all")
    assert [one.name for one in found(site)] == ["a/図.svg.gz", "index.html.gz"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "ないため、確かめられません"),
        ("", "1行目が読めません"),
        ("0123  index.html\n", "1行目が読めません"),
        (f"{'0' * 64}  a\n{'1' * 64}  a\n", "2行目が読めません"),
        ("\ud800", "文字の並びではありません"),
    ],
)
def test_a_list_that_cannot_be_used_is_no_proof(
    site: Path, text: str | None, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / MANIFEST).unlink()
    if text is not None:
        (site / MANIFEST).write_bytes(text.encode("utf-8", "surrogatepass"))
    assert main(["verify-build", str(site)]) == 1
    assert told in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    assert main(["verify-build", str(tmp_path / "nowhere")]) == 2


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum がない")
def test_the_list_can_be_checked_without_this_program(site: Path) -> None:
    check = ["sha256sum", "--check", "--strict", "--quiet", MANIFEST]
    assert subprocess.run(check, cwd=site, check=False).returncode == 0


@given(st.text(max_size=200) | st.from_regex(r"([0-9a-f]{64}  [a-c]{1,2}\n){1,3}", fullmatch=True))
def test_any_text_is_a_list_or_refused(text: str) -> None:
    """What is taken for a list is one: written out again, it is the same text."""
    try:
        listed = read_manifest(text)
    except ManifestError:
        return
    assert "".join(f"{value}  {name}\n" for name, value in listed.items()).removesuffix("\n") == text.removesuffix("\n")
