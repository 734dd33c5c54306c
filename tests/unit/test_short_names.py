"""Names of scripts made short: a script in, the same script with other names out."""

from __future__ import annotations

import pytest

from keikaku.outputs.scripts import minify
from keikaku.outputs.short_names import with_short_names


def shortened(script: str) -> str:
    """What becomes of a joined script, without what stands around it."""
    return with_short_names(f"(()=>{{{minify(script)}}})();").removeprefix("(()=>{").removesuffix("})();")


@pytest.mark.parametrize(
    ("written", "published"),
    [
        # A name of the top is one everywhere, others begin anew with each statement.
        ("const one = (text) => text; const two = (word) => one(word);", "const A=(a)=>a;const B=(a)=>A(a);"),
        ("const most = 3; function few(all) { return all < most; }", "const A=3;function B(a){return a<A;}"),
        # Properties stay.
        ("function f(hit) { return { hit, hits: hit.hit }; }", "function A(a){return{hit:a,hits:a.hit};}"),
        ("function f({ hit, at: place = 3, ...rest }) { return rest; }", "function A({hit:a,at:b=3,...c}){return c;}"),
        ("function f(one, { two = null } = {}) { return two; }", "function A(a,{two:b=null}={}){return b;}"),
        ("const f = ([first, last]) => ({ first, last });", "const A=([a,b])=>({first:a,last:b});"),
        ("const f = (all) => all ? all : { all };", "const A=(a)=>a?a:{all:a};"),
        ("const f = { find(all) { return all; } };", "const A={find(a){return a;}};"),
        # So do texts and patterns, but not what stands in a text.
        ("const f = (text) => `${text} text ${`${text}`}`;", "const A=(a)=>`${a} text ${`${a}`}`;"),
        ("const f = (text) => /text[/`]/.test(text) || 'text';", "const A=(a)=>/text[/`]/.test(a)||'text';"),
        ("function f(text) { return /text/.test(text / text); }", "function A(a){return/text/.test(a/a);}"),
        # Whatever declares: loops, what is caught, a parameter alone.
        ("function f(all) { for (const one of all) one(); }", "function A(a){for(const b of a)b();}"),
        ("const f = () => { try { g(); } catch (error) { g(error); } };", "const A=()=>{try{g();}catch(a){g(a);}};"),
        ("const f = async (all) => all.map(one => one);", "const A=async(a)=>a.map(b=>b);"),
        # What nobody declares is a browser's, and no name of ours is short like it.
        ("const find = (text) => document.title + a + A + text;", "const B=(b)=>document.title+a+A+b;"),
        ("const f = (of, text) => of(text);", "const A=(of,a)=>of(a);"),
    ],
)
def test_names_are_short_and_nothing_else_changes(written: str, published: str) -> None:
    assert shortened(written) == published


def test_members_of_a_class_are_properties_and_private_ones_are_not() -> None:
    written = (
        "class Finder { #known = new Map(); find(word) { return this.#look(word); } #look(text) { return text; } }"
    )
    assert shortened(written) == "class A{#a=new Map();find(a){return this.#b(a);}#b(a){return a;}}"
