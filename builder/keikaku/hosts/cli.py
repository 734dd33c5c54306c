"""The command line: ``keikaku COMMAND …``. Here alone is said why a command could not be done (`keikaku.outcome`)."""

from __future__ import annotations

import argparse
import errno
import gc
import importlib
import io
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from keyword import iskeyword
from pathlib import Path
from typing import Any, Protocol

from keikaku.catalogue import Catalogue, language_of_locale, use_language
from keikaku.outcome import FaultyInputError, Outcome, StoppedError

_say = Catalogue(__file__)

COMMANDS = (
    "build",
    "check",
    "compare",
    "export",
    "import",
    "explain",
    "print",
    "fmt",
    "ids",
    "pages",
    "finish",
    "serve",
    "readings",
    "translate",
    "pending",
    "new",
    "verify",
    "verify-build",
)
"""In the order of the help. Each is a module of ``commands``, imported when asked for."""
COLLECTED_EVERY = 400_000
"""New objects, after which Python looks for dead cycles: nearly all that a run makes lives to its end. Looking after
700, as Python does by itself, is a tenth of what a site costs."""


class Command(Protocol):
    """What a module of ``keikaku.hosts.commands`` offers."""

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the arguments."""
        ...

    def run(self, arguments: argparse.Namespace) -> Outcome:
        """Do it and print what there is to say. Raises StoppedError where it cannot go on."""
        ...


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; ``words`` default to those the program was called with."""
    gc.set_threshold(COLLECTED_EVERY)
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
    except StoppedError as stop:
        return _stopped(stop)
    except MemoryError:
        return _stopped(StoppedError(_say("no-memory")))
    except OSError as problem:
        outcome = _stopped(_of_machine(problem))
        if outcome is Outcome.FAULTS:
            with suppress(OSError):
                sys.stdout.close()  # now: at the end of the process a full disk would be a traceback
        return outcome


def _stopped(stop: StoppedError) -> Outcome:
    if str(stop):
        print(f"keikaku: {stop}", file=sys.stderr)
    return stop.outcome


def _of_machine(problem: OSError) -> StoppedError:
    """Of this machine, not of the plan: its disk is full, its files too many."""
    # Late: most runs need neither, and `keikaku --help` is to show at once.
    from keikaku.hosts.writing.destination import RefusedError
    from keikaku.hosts.writing.output import reason

    if problem.errno == errno.ENAMETOOLONG:  # a name that no system has is a typo of whoever wrote it
        return RefusedError("too-long", Path(problem.filename or ""))
    of = "" if problem.filename is None else f"{problem.filename}: "
    return StoppedError(_say("this-machine", problem=f"{of}{reason(problem)}"))


def _run(words: list[str]) -> Outcome:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # where there is no Japanese, place and code still show
            stream.reconfigure(errors="backslashreplace")
    parser = _Parser(prog="keikaku", description=str(_say("description")), add_help=False)
    parser.add_argument("-h", "--help", action="help", help=str(_say("help")))
    commands = parser.add_subparsers(
        dest="command", metavar=str(_say("command")), required=True, title=str(_say("list")), prog=parser.prog
    )
    named = next((word for word in words if not word.startswith("-")), None)
    # Where the first word is a command, nobody asks for the list of all.
    for name in words[:1] if words and words[0] in COMMANDS else COMMANDS:
        help = str(_say(f"commands.{name}"))
        below = commands.add_parser(name, help=help, description=help, add_help=False)
        below.add_argument("-h", "--help", action="help", help=str(_say("help")))
        if name == named:
            word = name.replace("-", "_") + "_" * iskeyword(name)
            module: Command = importlib.import_module(f"keikaku.hosts.commands.{word}")
            module.arguments(below)
            below.set_defaults(run=module.run)
    arguments = parser.parse_args(words)
    try:
        outcome: Outcome = arguments.run(arguments)
    except FaultyInputError as stop:
        # late: a command without faults needs none of it
        from keikaku.hosts.reporting.printing import print_diagnostics

        print_diagnostics(stop.faults, stop.texts, getattr(arguments, "form", "text"))
        raise
    sys.stdout.flush()
    return outcome


_WRONG_USE = {
    "required": r"the following arguments are required: (?P<names>.*)",
    "unknown": r"unrecognized arguments: (?P<names>.*)",
    "value": r"argument (?P<name>\S+): expected one argument",
    "values": r"argument (?P<name>\S+): expected at least one argument",
    "no-value": r"argument (?P<name>\S+): ignored explicit argument (?P<value>.*)",
    "not-with": r"argument (?P<name>\S+): not allowed with argument (?P<other>\S+)",
    "one-of": r"one of the arguments (?P<names>.*) is required",
    "choice": r"argument (?P<name>\S+): invalid choice: '(?P<value>.*)' \(choose from (?P<known>.*)\)",
    "ambiguous": r"ambiguous option: (?P<name>\S+) could match (?P<known>.*)",
    "argument": r"argument (?P<name>\S+): (?P<problem>.*)",
}
"""What is wrong → what argparse says of it, which it tells nobody but in a sentence; the last is one of ours."""


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, str(_say("usage")) if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """Speaks the language of the run; exits with 2 on wrong use, as argparse does."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(formatter_class=_Help, **settings)
        self._positionals.title, self._optionals.title = str(_say("positionals")), str(_say("optionals"))

    def error(self, message: str) -> None:  # type: ignore[override]
        for key, pattern in _WRONG_USE.items():
            if found := re.fullmatch(pattern, message, re.DOTALL):
                message = str(_say(f"wrong-use.{key}", **found.groupdict()))
                break
        self.print_usage(sys.stderr)
        self.exit(2, str(_say("wrong-use.said", program=self.prog, problem=message)))


if __name__ == "__main__":
    sys.exit(main())
