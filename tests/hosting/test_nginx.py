"""The nginx configuration in hosting/, served by Debian's nginx: what residents' browsers and a CDN get."""

from __future__ import annotations

import asyncio
import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.specimens import REAL, Built

ROOT = Path(__file__).parents[2]
NGINX = next(
    (
        str(path)
        for path in (shutil.which("nginx"), "/usr/sbin/nginx", ROOT / ".stamps/nginx/usr/sbin/nginx")
        if path and os.access(path, os.X_OK)
    ),
    None,
)
TYPES = next(
    (path for path in (Path("/etc/nginx/mime.types"), ROOT / ".stamps/nginx/etc/nginx/mime.types") if path.is_file()),
    None,
)
"""As the system's package brings it: what a city's server has."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(NGINX is None or TYPES is None, reason="nginx がない（make test が用意できなかった）"),
]

MAIN = """
daemon off;
master_process off;
pid {scratch}/pid;
error_log {scratch}/error.log warn;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {scratch}/body; proxy_temp_path {scratch}/proxy;
    fastcgi_temp_path {scratch}/fastcgi; uwsgi_temp_path {scratch}/uwsgi; scgi_temp_path {scratch}/scgi;
    include {types};
    default_type application/octet-stream;
    include {hosting}/http.conf;
    server {{
        listen 127.0.0.1:{port};
        root {site};
        include {hosting}/site.conf;
    }}
}}
"""


@pytest.fixture(scope="module")
def built_site(built: Built) -> Path:
    """A real plan, built as `make site` builds it."""
    return built(REAL)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, built_site: Path) -> Path:
    """The built site as it is published: a copy with .gz files beside it, and files nobody should get.

    It is reached by a link, as hosting/README.md has it.
    """
    top = tmp_path_factory.mktemp("www")
    shutil.copytree(built_site, top / "2026-04-01")
    site = top / "current"
    site.symlink_to("2026-04-01")
    (top / "outside").mkdir()
    (top / "outside" / "index.html").write_text("secret", encoding="utf-8")
    (site / "link").symlink_to(top / "outside")
    (site / "link.txt").symlink_to(top / "outside" / "index.html")
    (site / ".git").mkdir()
    (site / ".git" / "config").write_text("secret", encoding="utf-8")
    (site / "assets").mkdir(exist_ok=True)
    (site / "assets" / "app.0123abcd.min.js").write_text("0", encoding="utf-8")
    (site / "picture.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    (site / "data.json").write_text('{"計画": 1}', encoding="utf-8")
    subprocess.run([ROOT / "hosting/precompress", site], check=True)
    return site


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory, published: Path) -> Iterator[int]:
    """nginx with the repository's http.conf and site.conf, unchanged, on a free port."""
    scratch = tmp_path_factory.mktemp("nginx")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    config = scratch / "nginx.conf"
    config.write_text(
        MAIN.format(scratch=scratch, hosting=ROOT / "hosting/nginx", site=published, port=number, types=TYPES),
        encoding="utf-8",
    )
    assert NGINX is not None
    server = subprocess.Popen([NGINX, "-c", str(config), "-p", str(scratch), "-e", str(scratch / "error.log")])
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", number)) == 0:
                    break
            time.sleep(0.05)
        else:
            pytest.fail((scratch / "error.log").read_text(encoding="utf-8"))
        yield number
        told = (scratch / "error.log").read_text(encoding="utf-8").splitlines()
        refused = re.compile(r'"[^"]*(/link(\.txt|/index\.html|/)?|/(assets|downloads/schema)/)"')
        assert [line for line in told if not refused.search(line)] == []
    finally:
        server.terminate()
        server.wait(10)


def get(port: int, path: str, method: str = "GET", **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    """One request; header names are given with underscores."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize("path", ["/", "/404.html", "/no/such/page", "/data.json", "/assets/app.0123abcd.min.js"])
def test_every_answer_carries_the_security_headers(port: int, path: str) -> None:
    """Also errors do: a header that vanishes from the 404 page is the usual slip with nginx."""
    _, headers, _ = get(port, path)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Server"] == "nginx", "the version is nobody's business"


def test_a_picture_opened_alone_runs_nothing(port: int) -> None:
    """An SVG has no <meta> to carry a policy, so the header does."""
    _, headers, _ = get(port, "/picture.svg")
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_pages_say_their_encoding(port: int, published: Path) -> None:
    status, headers, body = get(port, "/")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert body == (published / "index.html").read_bytes()


@pytest.mark.parametrize(
    "path", ["/no/such/page", "/no/such.csv", "/assets/", "/downloads/schema/", "/link/", "/link.txt"]
)
def test_a_missing_page_is_the_sites_own_404(port: int, published: Path, path: str) -> None:
    """So is a folder without a page of its own, and what a link would lead to."""
    status, headers, body = get(port, path)
    assert (status, body) == (404, (published / "404.html").read_bytes())
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Access-Control-Allow-Origin"] is None


@pytest.mark.parametrize("path", ["/.git/config", "/.git/", "/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd"])
def test_hidden_and_outside_files_are_never_given(port: int, path: str) -> None:
    status, _, body = get(port, path)
    assert status in {400, 404}
    assert b"secret" not in body
    assert b"root:x:0" not in body


def test_a_folder_without_slash_leads_to_the_folder(port: int, published: Path) -> None:
    """Relatively, so that the name of an inner server never reaches a reader."""
    folder = next(path for path in sorted(published.iterdir()) if (path / "index.html").is_file()).name
    status, headers, _ = get(port, f"/{folder}")
    assert (status, headers["Location"]) == (301, f"/{folder}/")


def test_text_is_sent_as_it_was_compressed_beforehand(port: int, published: Path) -> None:
    _, headers, body = get(port, "/", Accept_Encoding="gzip, br")
    assert headers["Content-Encoding"] == "gzip"
    assert headers["Vary"] == "Accept-Encoding"
    assert body == (published / "index.html.gz").read_bytes()
    assert gzip.decompress(body) == (published / "index.html").read_bytes()


def test_precompressing_twice_gives_the_same_bytes(published: Path) -> None:
    before = (published / "index.html.gz").read_bytes()
    subprocess.run([ROOT / "hosting/precompress", published], check=True)
    assert (published / "index.html.gz").read_bytes() == before


def test_a_part_of_a_file_can_be_asked_for(port: int, published: Path) -> None:
    """PDF viewers read the print draft in pieces."""
    status, headers, body = get(port, "/index.html", Range="bytes=10-29")
    whole = (published / "index.html").read_bytes()
    assert (status, headers["Content-Range"]) == (206, f"bytes 10-29/{len(whole)}")
    assert body == whole[10:30]
    status, _, _ = get(port, "/index.html", Range=f"bytes={len(whole)}-")
    assert status == 416


def test_an_unchanged_page_is_not_sent_again(port: int) -> None:
    _, headers, _ = get(port, "/")
    status, _, body = get(port, "/", If_None_Match=headers["ETag"])
    assert (status, body) == (304, b"")


def test_caches_keep_hashed_files_for_good_and_pages_for_minutes(port: int) -> None:
    _, page, _ = get(port, "/")
    assert "s-maxage=300" in page["Cache-Control"]
    assert "stale-if-error=604800" in page["Cache-Control"]
    _, asset, _ = get(port, "/assets/app.0123abcd.min.js")
    assert asset["Cache-Control"] == "public, max-age=31536000, immutable"


def test_open_data_may_be_read_from_other_sites_and_pages_may_not(port: int, published: Path) -> None:
    """Every file offered as data, with its type: a program on another site asks for just these."""
    data = [path.relative_to(published).as_posix() for path in (published / "downloads").rglob("*.*")]
    types = {".csv": "text/csv; charset=utf-8", ".json": "application/json; charset=utf-8"}
    assert {Path(name).suffix for name in data} >= types.keys()
    for name in data:
        _, headers, _ = get(port, f"/{name}", Origin="https://elsewhere.example")
        kind = types.get(Path(name).suffix)
        if kind is None:
            assert headers["Access-Control-Allow-Origin"] is None
            continue
        assert headers["Content-Type"] == kind, name
        assert headers["Access-Control-Allow-Origin"] == "*", name
        assert headers["Cross-Origin-Resource-Policy"] == "cross-origin", name
    for path in ("/", "/glossary/", "/downloads/plan.pdf"):
        _, page, _ = get(port, path)
        assert page["Access-Control-Allow-Origin"] is None
        assert page["Cross-Origin-Resource-Policy"] == "same-origin"


def test_every_kind_of_file_has_its_type(port: int, published: Path) -> None:
    """With `nosniff`, a script or style of another type is not used at all."""
    kinds = {path.suffix: path for path in published.rglob("*.*") if ".git" not in path.parts and not path.is_symlink()}
    assert {".html", ".css", ".js"} <= kinds.keys()
    for suffix, path in kinds.items():
        _, headers, _ = get(port, "/" + path.relative_to(published).as_posix())
        assert suffix == ".gz" or headers["Content-Type"] != "application/octet-stream", path


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_sent_to_the_site(port: int, method: str) -> None:
    status, _, _ = get(port, "/index.html", method)
    assert status == 405


def test_many_readers_at_once_get_every_page_without_an_error(port: int, published: Path) -> None:
    """A short load run: 32 readers, each reading every page of the site once over one connection."""
    pages = [
        "/" + path.relative_to(published).as_posix().removesuffix("index.html")
        for path in sorted(published.rglob("*.html"))
        if ".git" not in path.parts
    ]
    expected = {page: _file(published, page).stat().st_size for page in pages}

    async def reader() -> list[tuple[str, int, int]]:
        stream_in, stream_out = await asyncio.open_connection("127.0.0.1", port)
        answers = []
        for page in pages:
            stream_out.write(f"GET {page} HTTP/1.1\r\nHost: plan\r\n\r\n".encode())
            head = (await stream_in.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            size = int(head.split("content-length:")[1].split("\r\n")[0])
            body = await stream_in.readexactly(size)
            answers.append((page, int(head.split()[1]), len(body)))
        stream_out.close()
        return answers

    async def crowd() -> list[list[tuple[str, int, int]]]:
        return await asyncio.gather(*(reader() for _ in range(32)))

    wanted = [(page, 200, size) for page, size in expected.items()]
    with ThreadPoolExecutor(1) as apart:  # a browser test of this process may have a loop of its own running
        assert all(answers == wanted for answers in apart.submit(lambda: asyncio.run(crowd())).result())


def _file(site: Path, page: str) -> Path:
    return site / page.lstrip("/") / "index.html" if page.endswith("/") else site / page.lstrip("/")
