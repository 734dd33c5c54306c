"""Typst in a process of its own, so that it can be stopped: ``python engine.py``, a request in, an answer out.

A request is JSON on the standard input; the answer a line of JSON, and the PDF behind it where one is asked for. It
imports nothing of the program, which would cost more than the process itself.
"""

import json
import sys
from typing import Any


def main() -> None:
    """Answer one request.

    ``template``, ``root``, ``fonts`` (folders), ``data``: what is set; ``pdf``: whether a PDF is wanted, and
    warnings; ``standards``: which the PDF has to keep;
    ``questions``: expressions for the engine once the pages are laid out. The answer has ``warnings`` and ``answers``,
    or ``fault`` with the engine's words, or ``missing`` with the name of a package that is not there.
    """
    answer, pdf = _answer(json.load(sys.stdin.buffer))
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + pdf)


def _answer(request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    try:
        import typst
    except ImportError as problem:
        return {"missing": problem.name}, b""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=request["fonts"])
    pdf = b""
    warnings: list[typst.TypstWarning] = []
    try:
        compiler = typst.Compiler(
            request["template"], root=request["root"], font_paths=fonts, sys_inputs={"data": request["data"]}
        )
        if request["pdf"]:
            made, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=request["standards"])
            assert isinstance(made, bytes)
            pdf = made
        answers = [json.loads(compiler.eval(question)) for question in request["questions"]]
    except typst.TypstError as problem:
        return {"fault": problem.diagnostic or problem.message}, b""
    return {"warnings": [str(one.diagnostic or one.message) for one in warnings], "answers": answers}, pdf


if __name__ == "__main__":
    main()
