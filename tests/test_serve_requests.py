"""What a preview gives to whom: its own readers their pages, every other site in their browser nothing."""

from __future__ import annotations

import http.client
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keikaku.hosts.answering import only_own
from tests.serving import page_when, preview


class Preview:
    """Stands for MkDocs: gives the page to whoever gets through."""

    asked = 0

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        self.asked += 1
        start("200 OK", [("Content-Type", "text/html"), ("Content-Length", "6")])
        return ["素案".encode()]


def ask(host: str | None, method: str = "GET", path: str = "/", bound: str = "127.0.0.1") -> tuple[int, bytes, Preview]:
    shown, statuses = Preview(), []
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, **({} if host is None else {"HTTP_HOST": host})}
    body = only_own(shown, bound, 8000)(environ, lambda status, *rest: statuses.append(status))  # type: ignore[arg-type,return-value]
    return int(statuses[0][:3]), b"".join(body), shown


@pytest.mark.parametrize("host", ["localhost:8000", "LocalHost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_its_own_hosts_are_answered(host: str) -> None:
    assert ask(host)[:2] == (200, "素案".encode())


@pytest.mark.parametrize(
    "host",
    [
        *(None, "", "evil.example", "evil.example:8000", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8001", "localhost"),
        *("127.0.0.1.evil.example:8000", "localhost.evil.example:8000", "evil@127.0.0.1:8000", "192.0.2.1:8000"),
        *("127.0.0.1:8000:8000", "[::1", "[::2]:8000", "127.0.0.1:x", "127.0.0.1:99999999", "evil\0localhost:8000"),
    ],
)
def test_another_host_is_refused(host: str | None) -> None:
    """A name that was pointed to this machine after its page had been loaded is of the same origin to the browser."""
    status, body, shown = ask(host)
    assert (status, shown.asked) == (421, 0)
    assert body.decode() == "http://127.0.0.1:8000/ で開いてください。\n"


@given(st.text("abcdefghijklmnopqrstuvwxyz.@[]:-0123456789/?#\\ %\t", max_size=40), st.sampled_from(("", ":8000")))
def test_only_the_hosts_that_are_named_get_through(name: str, port: str) -> None:
    host = name + port
    own = {f"{name}:8000" for name in ("localhost", "127.0.0.1", "[::1]")}
    assert (ask(host)[0] == 200) <= (host.lower() in own)


def test_bound_to_every_address_numbers_are_answered_and_names_are_not() -> None:
    """A colleague's browser names the machine by its number; no owner of a name can make it name a number."""
    assert ask("192.0.2.7:8000", bound="0.0.0.0")[0] == 200
    assert ask("[2001:db8::7]:8000", bound="::")[0] == 200
    assert ask("evil.example:8000", bound="0.0.0.0")[0] == 421
    assert ask("192.0.2.7:8000", bound="192.0.2.7")[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "BREW"])
def test_nothing_but_reading_is_answered(method: str) -> None:
    status, _, shown = ask("localhost:8000", method)
    assert (status, shown.asked) == (405, 0)


@pytest.mark.parametrize(
    "path", ["/\0", "/measures/\0.html", "//evil.example/", "//measures", "/livereload/" + "9" * 5000]
)
def test_paths_that_no_file_can_have_are_not_found(path: str) -> None:
    status, _, shown = ask("localhost:8000", path=path)
    assert (status, shown.asked) == (404, 0)


def test_a_head_is_the_answer_without_its_body() -> None:
    assert ask("localhost:8000", "HEAD")[:2] == (200, b"")


@pytest.mark.slow
def test_a_preview_answers_its_own_and_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real server: who asks, what comes with every answer, and what a SIGTERM leaves in the temporary folder."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    with preview(tmp_path) as (_, root):
        where = urlsplit(root)
        assert where.hostname is not None

        def get(path: str, host: str = where.netloc, method: str = "GET") -> tuple[int, http.client.HTTPMessage, bytes]:
            connection = http.client.HTTPConnection(str(where.hostname), where.port or 0, timeout=30)
            connection.putrequest(method, path, skip_host=True)
            connection.putheader("Host", host)
            connection.putheader("Origin", "https://evil.example")
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()

        assert "お茶を飲む" in page_when(f"{root}measures/tea/", lambda text: "お茶を飲む" in text)
        for path, expected in {"/": 200, "/no/such/": 404, "/%00": 404, "/%ff%fex": 404, "/" + "a" * 1900: 404}.items():
            status, headers, _ = get(path)
            assert status == expected, path
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
            assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
            assert headers["Access-Control-Allow-Origin"] is None
        status, _, body = get("/measures/tea/", host="evil.example")
        assert status == 421
        assert "お茶" not in body.decode()
        assert get("/", method="POST")[0] == 405
        status, headers, body = get("/", method="HEAD")
        assert (status, body) == (200, b"")
        assert int(headers["Content-Length"]) > 1000
        assert list(scratch.glob("keikaku-serve-*/mkdocs_*")) != []
    assert list(scratch.iterdir()) == []
