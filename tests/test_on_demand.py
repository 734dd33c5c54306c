"""What a preview serves after an edit: made when it is asked for, the same bytes as if all were made from nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig

from keikaku.hosts.mkdocs_on_demand import OnDemand
from keikaku.hosts.mkdocs_plugin import KeikakuPlugin, own_configuration
from keikaku.pipeline import load
from tests.property.mutants import kept, mutant
from tests.specimens import REAL, files_of

ADDRESS = "http://127.0.0.1:8000/"


class Preview:
    """A preview without its clock and its network: built when it is told to, and asked for a file by its path."""

    mount_path = "/"

    def __init__(self, plan: Path, site: Path, theme: str, docs: Path | None = None) -> None:
        self.plan, self.site, self.theme = plan, site, theme
        self.docs = {} if docs is None else {"docs_dir": str(docs)}
        self.plugin: KeikakuPlugin | None = None
        self.build()
        self.plugin.preview = self.on_demand = OnDemand(self)  # type: ignore[arg-type,attr-defined]

    def build(self) -> None:
        """As MkDocs does after every change: its settings are read anew, and the plugin stays."""
        with only(self.plugin):
            config = own_configuration(self.plan, self.theme, site_dir=str(self.site), **self.docs)
            if self.plugin is None:
                config.plugins.on_startup(command="serve", dirty=False)
            self.plugin = plugin_of(config)
            config.site_url = ADDRESS
            build(config, serve_url=ADDRESS)

    def builder(self) -> None:
        self.build()

    def edit(self, files: Mapping[str, bytes]) -> None:
        """Make these the files of the plan, and build anew."""
        for path in [path for path in self.plan.rglob("*") if path.is_file()]:
            path.unlink()
        write(files, self.plan)
        self.builder()

    def serve_request(self, environ: Mapping[str, Any], start: Callable[..., object]) -> Iterable[bytes]:
        """Stands for MkDocs, which gives what is in the folder of the site."""
        start("200 OK", [])
        return [(self.site / environ["PATH_INFO"][1:]).read_bytes()]

    def get(self, name: str) -> bytes:
        return b"".join(self.on_demand({"PATH_INFO": f"/{name}"}, lambda *head: lambda written: None))


@contextmanager
def only(plugin: KeikakuPlugin | None) -> Iterator[None]:
    """MkDocs takes this plugin for its configuration, where one is given, or else a new one."""
    remembered = dict(MkDocsConfig._schema)["plugins"].plugin_cache  # type: ignore[attr-defined]
    remembered.clear()
    remembered.update({"keikaku": plugin} if plugin is not None else {})
    yield
    remembered.clear()


def plugin_of(config: MkDocsConfig) -> KeikakuPlugin:
    plugin = config.plugins["keikaku"]
    assert isinstance(plugin, KeikakuPlugin)
    return plugin


def write(files: Mapping[str, bytes], folder: Path) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def from_nothing(plan: Path, site: Path, theme: str) -> dict[str, bytes]:
    """What a preview of the plan that was just started serves: name → content."""
    Preview(plan, site, theme)
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.mark.sweep
@pytest.mark.parametrize("theme", ["keikaku", "material"])
def test_after_any_edit_a_preview_serves_what_a_new_one_would(
    theme: str, tmp_path: Path, seeds: Callable[[int, int], range]
) -> None:
    """Texts, order, ids, files that are gone; and while the plan is at fault, its last sound pages with the fault."""
    plan = tmp_path / "plan"
    write(kept("shiominami"), plan)
    preview = Preview(plan, tmp_path / "site", theme)
    sound, faulty = 0, 0
    for seed in seeds(30, 600):
        preview.edit(mutant("shiominami", seed))
        loaded = load(plan)
        if loaded.sound:
            sound += 1
            expected = from_nothing(plan, tmp_path / f"new{seed}", theme)
            assert {name: preview.get(name) for name in expected} == expected, seed
            assert {name for name in files_below(preview.site) if name not in expected} == set(), seed
        else:
            faulty += 1
            code = next(fault.code for fault in loaded.diagnostics if fault.severity == "error")
            assert code in preview.get("index.html").decode(), seed
    assert sound > 3
    assert faulty > 3


def files_below(folder: Path) -> Iterator[str]:
    return (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["keikaku", "material"])
def test_of_the_real_plan_every_file_is_as_a_new_preview_serves_it(theme: str, tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    files = files_of(REAL)
    write(files, plan)
    preview = Preview(plan, tmp_path / "site", theme)
    name = min(name for name in files if name.startswith("measures/"))
    edited = files[name].decode().replace("ます。", "ますよ。", 1).encode()
    assert edited != files[name]
    preview.edit({**files, name: edited})
    assert list(files_below(preview.site / "measures")) == [], "nothing is made before it is asked for"
    expected = from_nothing(plan, tmp_path / "new", theme)
    assert {name: preview.get(name) for name in expected} == expected
    assert "ますよ。".encode() in preview.get(f"measures/{name[9:-4]}/index.html")


def test_where_its_host_comes_to_have_pages_nothing_of_an_earlier_build_is_made(tmp_path: Path) -> None:
    """All pages are made at once then: a page that the build before left unmade would be the old one."""
    plan, docs = tmp_path / "plan", tmp_path / "docs"
    docs.mkdir()
    files = kept("shiominami")
    write(files, plan)
    preview = Preview(plan, tmp_path / "site", "material", docs)
    preview.edit(files)
    (docs / "news.md").write_text("# お知らせ\n", "utf-8")
    tea = files["measures/tea.yml"].decode().replace("お茶を飲む", "お茶をいれる").encode()
    preview.edit({**files, "measures/tea.yml": tea})
    assert "お知らせ" in preview.get("news/index.html").decode()
    assert "お茶をいれる" in preview.get("measures/tea/index.html").decode()
