"""The command line: ``keikaku COMMAND …``. Exit 0: done; 1: faults in the input; 2: wrong use of the command."""

from __future__ import annotations

import argparse
import errno
import importlib
import io
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from keyword import iskeyword
from pathlib import Path
from typing import Any, Protocol

from keikaku.catalogue import language_of_locale, use_language
from keikaku.hindrance import HindranceError

COMMANDS: dict[str, str] = {
    "build": "計画のサイトを作る",
    "check": "計画のファイルを検査する",
    "compare": "2つの版を比べて、新旧対照表を作る",
    "export": "計画をオープンデータ（JSON・CSV）や、回答用の Excel にする",
    "import": "戻ってきた Excel の回答を、計画のファイルに書き込む",
    "explain": "メッセージの意味と直し方を説明する",
    "print": "印刷用の素案（PDF）を作る",
    "fmt": "計画のファイルの書き方を整える",
    "ids": "取組みに ID を付け、公開した住所を記録する",
    "pages": "ほかのサイト生成ソフトのために、ページをファイルに書く",
    "finish": "ほかの生成ソフトで作ったサイトを仕上げ、欠けたものがないか確かめる",
    "serve": "編集しながらサイトを見る",
    "readings": "読みがなを確かめる語を一覧にする",
    "pending": "未確定の事項を一覧にする",
    "new": "新しい計画を、書き方の例の入ったフォルダーとして作る",
    "verify": "もとの文書の文章が、すべて計画にあるかを確かめる",
    "verify-build": "公開したサイトのファイルが、作ったときのままかを確かめる",
}
"""Name → what it does, in the order of the help. Each is a module of ``commands``, imported when asked for."""


class Command(Protocol):
    """What a module of ``keikaku.hosts.commands`` offers."""

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the arguments."""
        ...

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it, print what there is to say, and return the exit code."""
        ...


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; ``words`` default to those the program was called with."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever called (`>&-`): what is said there goes nowhere
            setattr(sys, name, io.TextIOWrapper(io.BytesIO()))
    use_language(language_of_locale())
    try:
        return _run(list(sys.argv[1:] if words is None else words))
    except BrokenPipeError:  # the reader of our output (`| head`) has seen enough
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        return 130
    except (HindranceError, OSError, MemoryError) as problem:
        code, said = _told(problem)
        print(f"keikaku: {said}", file=sys.stderr)
        if isinstance(problem, OSError) and code == 1:
            with suppress(OSError):
                sys.stdout.close()  # now: at the end of the process a full disk would be a traceback
        return code


def _told(problem: BaseException) -> tuple[int, str]:
    """The exit code for what hinders a command, and what is said of it."""
    if isinstance(problem, HindranceError):
        return problem.code, str(problem)
    if isinstance(problem, MemoryError):
        return 1, "メモリーが足りません。ほかのプログラムを終えてから、やり直してください。"
    assert isinstance(problem, OSError)
    # Late: most runs need neither, and `keikaku --help` is to show at once.
    from keikaku.hosts.commands.destination import RefusedError
    from keikaku.hosts.commands.output import reason

    if problem.errno == errno.ENAMETOOLONG:  # a name that no system has is a slip of whoever typed it
        return 2, str(RefusedError("too-long", Path(problem.filename or "")))
    of = "" if problem.filename is None else f"{problem.filename}: "
    # Of this machine, not of the plan: its disk is full, its files too many.
    return 1, f"この機械の上で続けられません（{of}{reason(problem)}）。"


def _run(words: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # where there is no Japanese, place and code still show
            stream.reconfigure(errors="backslashreplace")
    parser = _Parser(prog="keikaku", description="計画のデータから、サイト・印刷版・比較表を作ります。", add_help=False)
    parser.add_argument("-h", "--help", action="help", help="この説明を表示する")
    commands = parser.add_subparsers(dest="command", metavar="コマンド", required=True, title="コマンド")
    named = next((word for word in words if not word.startswith("-")), None)
    for name, help in COMMANDS.items():
        below = commands.add_parser(name, help=help, description=help, add_help=False)
        below.add_argument("-h", "--help", action="help", help="この説明を表示する")
        if name == named:
            word = name.replace("-", "_") + "_" * iskeyword(name)
            module: Command = importlib.import_module(f"keikaku.hosts.commands.{word}")
            module.arguments(below)
            below.set_defaults(run=module.run)
    arguments = parser.parse_args(words)
    code = int(arguments.run(arguments))
    sys.stdout.flush()
    return code


_WRONG_USE = (
    (r"the following arguments are required: (.*)", r"「\1」を書いてください。"),
    (r"unrecognized arguments: (.*)", r"「\1」は使えません。"),
    (r"argument (\S+): expected one argument", r"「\1」の後に値を書いてください。"),
    (r"argument (\S+): expected at least one argument", r"「\1」を1つ以上書いてください。"),
    (r"argument (\S+): ignored explicit argument (.*)", r"「\1」には値（\2）を付けられません。"),
    (r"argument (\S+): not allowed with argument (\S+)", r"「\1」と「\2」は、いっしょに使えません。"),
    (r"one of the arguments (.*) is required", r"「\1」のどれかを書いてください。"),
    (
        r"argument (\S+): invalid choice: '(.*)' \(choose from (.*)\)",
        r"「\1」に「\2」はありません。\3 から選んでください。",
    ),
    (r"argument (\S+): (.*。)", r"「\1」: \2"),
    (r"ambiguous option: (\S+) could match (.*)", r"「\1」だけでは、\2 のどれか分かりません。"),
)
"""What argparse says of wrong use, and the same in Japanese; it has no other way to be told."""


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "使い方: " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """Speaks Japanese; exits with 2 on wrong use, as argparse does."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(formatter_class=_Help, **settings)
        self._positionals.title, self._optionals.title = "指定するもの", "付けられるもの"

    def error(self, message: str) -> None:  # type: ignore[override]
        for told, meaning in _WRONG_USE:
            if re.fullmatch(told, message):
                message = re.sub(told, meaning, message)
                break
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: 使い方が違います。{message}\n詳しくは {self.prog} --help\n")


if __name__ == "__main__":
    sys.exit(main())
