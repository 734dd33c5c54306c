"""Other searches of static sites, on the same texts: each is given pages and queries, and gives what it shows.

Both read a site of the theme this project is built with, set to Japanese, of the same texts: a page for each page of
the plan's site, with a heading for each section and each action. Few hand-written sites are that kind to a search.
"""

from __future__ import annotations

import functools
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from bench.measure import WORKPLACE
from keikaku.outputs.search import SearchDocument
from tests.chromium import chromium

PAGEFIND = "pagefind@1.5.2"
Found = Sequence[str]
"""The texts of the hits of one query, the best first."""
Peer = Callable[[Sequence[SearchDocument], Sequence[str]], Sequence[Found]]


def material(documents: Sequence[SearchDocument], queries: Sequence[str]) -> Sequence[Found]:
    """Material for MkDocs as it comes with ``lang: ja``: its own worker, asked as its page asks it."""
    site = _site(documents)
    worker = next((site / "assets" / "javascripts" / "workers").glob("search.*.min.js")).relative_to(site)
    script = """async ([address, queries]) => {
      const worker = new Worker(address);
      const told = (type) => new Promise(done => worker.addEventListener('message', function hear({data}) {
        if (data.type === type) { worker.removeEventListener('message', hear); done(data.data); }
      }));
      const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
      const data = await (await fetch('/search/search_index.json')).json();
      const ready = told(READY);
      worker.postMessage({type: SETUP, data: {...data, options: {suggest: false}}});
      await ready;
      const found = [];
      for (const query of queries) {
        const answer = told(RESULT);
        worker.postMessage({type: QUERY, data: query});
        const {items} = await answer;
        const parts = (group) => group.map(({title, text}) => `${title}\\n${text ?? ''}`).join('\\n');
        found.push(items.map(group => parts(group).replace(/<[^>]*>/g, '')));
      }
      return found;
    }"""
    return _in_browser(site, script, [f"/{worker.as_posix()}", list(queries)])


def pagefind(documents: Sequence[SearchDocument], queries: Sequence[str]) -> Sequence[Found]:
    """Pagefind, which knows where Japanese words end, with a hit for each page."""
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError("npm is not installed")
    tools, site = WORKPLACE / "search" / "npm", _site(documents)
    if not (tools / "node_modules" / "pagefind").exists():
        tools.mkdir(parents=True, exist_ok=True)
        install = [npm, "install", "--no-audit", "--no-fund", "--silent", "--prefix", tools, PAGEFIND]
        subprocess.run(install, check=True, capture_output=True, cwd=tools)
    subprocess.run(
        [tools / "node_modules" / ".bin" / "pagefind", "--site", site, "--force-language", "ja"],
        check=True,
        capture_output=True,
    )
    script = """async ([queries]) => {
      const pagefind = await import('/pagefind/pagefind.js');
      await pagefind.init();
      const found = [];
      for (const query of queries) {
        const {results} = await pagefind.search(query);
        const pages = await Promise.all(results.slice(0, 20).map(result => result.data()));
        found.push([...pages.map(page => `${page.meta.title}\\n${page.content}`), ...results.slice(20).map(() => '')]);
      }
      return found;
    }"""
    return _in_browser(site, script, [list(queries)])


PEERS: Mapping[str, Peer] = {"Material": material, "Pagefind": pagefind}


def _site(documents: Sequence[SearchDocument]) -> Path:
    """The site of a hand-written project with these texts, built anew."""
    project = WORKPLACE / "search" / "peer"
    shutil.rmtree(project, ignore_errors=True)
    pages: dict[str, list[str]] = {}
    for doc in documents:
        page = doc.url.partition("#")[0]
        level = "#" if page not in pages else "##"
        pages.setdefault(page, []).append(f"{level} {doc.title}\n\n{doc.text.replace(chr(10), chr(10) * 2)}\n")
    for page, parts in pages.items():
        path = project / "docs" / page / "index.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(parts), "utf-8")
    settings = {"site_name": "計画", "theme": {"name": "material", "language": "ja"}, "plugins": ["search"]}
    (project / "mkdocs.yml").write_text(json.dumps(settings, ensure_ascii=False), "utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], check=True, cwd=project, capture_output=True)
    return project / "site"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """The server says nothing."""


@contextmanager
def served(folder: Path, handler: type[SimpleHTTPRequestHandler] = Quiet) -> Iterator[str]:
    """The origin at which a folder is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def _in_browser(site: Path, script: str, arguments: Sequence[object]) -> Sequence[Found]:
    with served(site) as origin, chromium() as running:
        page = running.new_page()
        page.goto(origin + "/404.html")
        found: Sequence[Found] = page.evaluate(script, arguments)
        return found
