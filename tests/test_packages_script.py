"""`.ci/packages` on machines of all kinds: with everything, without rights, without a network, without apt."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / ".ci/packages"
PROGRAMS = (
    *("git", "chromium-headless-shell", "pdftotext", "node", "npm", "nginx", "soffice"),
    *("firefox-esr", "WebKitWebDriver", "Xvfb", "java"),
)
"""What the tests use of Debian's packages."""
SHELL_TOOLS = ("sh", "dirname", "find", "grep", "mkdir", "touch", "rm", "id", "env", "true")


class Machine:
    """A machine whose PATH holds a shell, the given programs (empty stand-ins), and what a test adds."""

    def __init__(self, folder: Path, *programs: str) -> None:
        """Put a copy of the script into a repository of its own, so that its stamps are its own."""
        self.folder = folder
        self.bin = folder / "bin"
        self.bin.mkdir()
        (folder / ".ci").mkdir()
        shutil.copy(SCRIPT, folder / ".ci/packages")
        for tool in SHELL_TOOLS:
            found = shutil.which(tool)
            assert found is not None
            (self.bin / tool).symlink_to(found)
        for program in programs:
            self.add(program)

    def add_all_but(self, missing: str) -> None:
        for program in PROGRAMS:
            if program != missing:
                self.add(program)

    def add(self, program: str, body: str = "exit 0") -> None:
        path = self.bin / program
        path.unlink(missing_ok=True)  # it may be a link to the real one
        path.write_text(f'#!/bin/sh\necho "{program} $*" >> "{self.folder}/calls"\n{body}\n', encoding="utf-8")
        path.chmod(0o755)

    def run(self, what: str = "test") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.folder / ".ci/packages", what],
            env={"PATH": str(self.bin), "HOME": str(self.folder)},
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def calls(self) -> list[str]:
        path = self.folder / "calls"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


@pytest.fixture
def bare(tmp_path: Path) -> Machine:
    """Not even a browser; the fonts are taken to be there where this machine has them."""
    return Machine(tmp_path)


def test_without_apt_the_work_goes_on_and_the_command_is_named(bare: Machine) -> None:
    done = bare.run()
    assert done.returncode == 0
    assert "お知らせ: 次のパッケージがありません:" in done.stderr
    assert " chromium-headless-shell poppler-utils nodejs npm" in done.stderr
    assert "sudo apt-get install" in done.stderr


def test_the_site_needs_no_browser(bare: Machine) -> None:
    assert "chromium" not in bare.run("site").stderr


def test_without_rights_nothing_is_tried(bare: Machine) -> None:
    bare.add("id", "echo 1000")
    bare.add("apt-get")
    bare.add("nginx")
    assert bare.run().returncode == 0
    assert [call for call in bare.calls if call.startswith("apt-get")] == []


SUDO = {
    "without a password": 'while [ "${1#-}" != "$1" ]; do shift; done; exec "$@"',
    "with a password": 'echo "sudo: a password is required" >&2; exit 1',
    "with one typed a moment ago": 'case " $* " in *" -k "*) exit 1;; esac; exit 0',
}


@pytest.mark.parametrize("rights", SUDO)
def test_who_is_not_root_installs_where_no_password_is_asked_for(bare: Machine, rights: str) -> None:
    """As on the machines of a CI service. Nobody is asked for a password, and none given for something else is used."""
    bare.add("id", "echo 1001")
    bare.add("sudo", SUDO[rights])
    bare.add("apt-get")
    bare.add_all_but("pdftotext")
    done = bare.run()
    assert done.returncode == 0
    asked = [call for call in bare.calls if call.startswith("sudo ")]
    assert all(" -n " in call for call in asked)
    installed = [call for call in bare.calls if call.startswith("apt-get install")]
    if rights == "without a password":
        assert [call.split()[-1] for call in installed] == ["poppler-utils"], bare.calls
        assert "sudo -n apt-get update -qq" in asked
        assert done.stderr == ""
    else:
        assert installed == []
        assert "sudo apt-get install" in done.stderr


def test_a_package_that_this_release_does_not_have_keeps_no_other_away(bare: Machine) -> None:
    """apt installs all it is asked for or nothing; Ubuntu has no Chromium of Debian's making."""
    bare.add("id", "echo 0")
    bare.add("apt-get", 'case " $* " in *" chromium"*) exit 100;; esac; exit 0')
    for program in ("nginx", "git", "node", "npm"):
        bare.add(program)
    done = bare.run()
    assert done.returncode == 0
    [notice] = [line for line in done.stderr.splitlines() if "次のパッケージがありません" in line]
    assert notice.endswith("ありません: chromium-headless-shell")
    assert any(call.endswith(" poppler-utils") for call in bare.calls)


@pytest.mark.parametrize("there", ["no browser", "google-chrome"])
def test_where_there_is_no_browser_without_a_window_one_with_a_window_serves(bare: Machine, there: str) -> None:
    """It is looked for once, and never where nothing may be installed."""
    bare.add("id", "echo 0")
    bare.add("apt-get", 'case " $* " in *" chromium-headless-shell"*) exit 100;; esac; exit 0')
    bare.add_all_but("chromium-headless-shell")
    if there != "no browser":
        bare.add(there)
    done = bare.run()
    assert (done.returncode, done.stderr) == (0, "")
    assert any(call.endswith("--no-install-recommends chromium") for call in bare.calls) == (there == "no browser")
    bare.add("chromium")
    tries = len(bare.calls)
    assert bare.run().stderr == ""
    assert [call for call in bare.calls[tries:] if call.startswith("apt-get")] == []


@pytest.mark.parametrize(
    ("browser", "package"),
    [
        ("chromium", "chromium-headless-shell"),
        ("chromium-browser", "chromium-headless-shell"),
        ("google-chrome", "chromium-headless-shell"),
        ("firefox-esr", "firefox-esr"),
        ("firefox", "firefox-esr"),
    ],
)
def test_a_browser_may_have_any_name_the_tests_look_for(bare: Machine, browser: str, package: str) -> None:
    bare.add(browser)
    assert f" {package}" not in bare.run().stderr


def test_with_rights_what_is_missing_is_installed_and_nothing_else(bare: Machine) -> None:
    bare.add("id", "echo 0")
    bare.add("apt-get")
    bare.add_all_but("chromium-headless-shell")
    done = bare.run()
    assert done.returncode == 0
    assert done.stderr == ""
    [install] = [call for call in bare.calls if " install " in call]
    assert install.endswith(" chromium-headless-shell")


def test_a_failed_installation_is_not_tried_at_every_command(bare: Machine) -> None:
    bare.add("id", "echo 0")
    bare.add("apt-get", "exit 100")
    bare.add("nginx")
    assert "sudo apt-get install" in bare.run().stderr
    tries = len(bare.calls)
    assert "sudo apt-get install" in bare.run().stderr
    assert [call for call in bare.calls[tries:] if call.startswith("apt-get")] == []


def test_with_everything_there_it_says_and_does_nothing(tmp_path: Path) -> None:
    machine = Machine(tmp_path, *PROGRAMS, "apt-get")
    fonts = tmp_path / ".fonts"
    fonts.mkdir()
    for name in ("BIZUDGothic-Regular.ttf", "BIZUDMincho-Regular.ttf"):
        (fonts / name).touch()
    done = machine.run()
    assert (done.returncode, done.stdout, done.stderr, machine.calls) == (0, "", "", [])


@pytest.mark.skipif(Path("/usr/sbin/nginx").exists(), reason="この機械には nginx がある")
def test_the_web_server_is_unpacked_and_never_installed(bare: Machine) -> None:
    """Debian's package would start a server on port 80 of the developer's machine."""
    bare.add("id", "echo 0")
    bare.add("apt-get", '[ "$1" != download ] || touch nginx_1_amd64.deb nginx-common_1_all.deb')
    bare.add("dpkg")
    bare.run()
    assert "apt-get download nginx nginx-common" in bare.calls
    assert "dpkg -x nginx_1_amd64.deb ." in bare.calls
    assert not any("install" in call and "nginx" in call for call in bare.calls)
