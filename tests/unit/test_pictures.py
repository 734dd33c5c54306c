"""Pictures: told when they cannot be used, stripped of what they tell besides, and made harmless."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from struct import pack
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from keikaku.outputs.compare import compare
from keikaku.outputs.site import site
from keikaku.pictures.examine import UnusablePictureError, examined
from keikaku.pictures.raster import SCREEN_WIDTHS, paper_copy, screen_copies
from keikaku.pipeline import load, outline_of
from keikaku.resources import TEMPLATE_FOLDER
from keikaku.text.tokens import boundaries
from tests.specimens import TINY, outline

PLACE = b"35.1234N"


def photograph(form: str = "JPEG", size: tuple[int, int] = (1200, 900), *, turned: bool = False) -> bytes:
    """As a camera makes it, with the place where it was taken; ``turned``: to be shown upright."""
    grey = Image.linear_gradient("L").resize(size)
    image = Image.merge("RGB", (grey, grey.transpose(Image.Transpose.FLIP_LEFT_RIGHT), grey.rotate(90).resize(size)))
    exif = Image.Exif()
    exif[0x010E] = PLACE.decode()
    if turned:
        exif[0x0112] = 6
    out = io.BytesIO()
    image.save(out, form, exif=exif)
    return out.getvalue()


def bomb() -> bytes:
    """A picture of a few hundred bytes that claims to be 100,000 pixels wide and high."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    head = pack(">IIBBBBB", 100_000, 100_000, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def svg(inside: str, head: str = "", size: str = 'viewBox="0 0 10 10"') -> bytes:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"{head}<svg {names} {size}>{inside}</svg>".encode()


MULTIPLYING = '<g id="a0"><path d="M0 0"/></g>' + "".join(
    f'<g id="a{n}">{f"""<use href="#a{n - 1}"/>""" * 10}</g>' for n in range(1, 9)
)
ENTITIES = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'

UNUSABLE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "cut off": ("x.jpg", lambda: photograph()[:4_000], "broken"),
    "no picture": ("x.png", lambda: b"hello", "broken"),
    "empty": ("x.webp", lambda: b"", "broken"),
    "a bomb": ("x.png", bomb, "huge"),
    "wrongly named": ("x.png", photograph, "other-form"),
    "a drawing by another name": ("x.png", lambda: svg("<path/>"), "other-form"),
    "a photograph named as a drawing": ("x.svg", photograph, "other-form"),
    "no drawing": ("x.svg", lambda: b"<html/>", "broken"),
    "a drawing that ends early": ("x.svg", lambda: svg("<path/>")[:-3], "broken"),
    "a drawing without a size": ("x.svg", lambda: svg("<path/>", size=""), "no-size"),
    "nested without end": ("x.svg", lambda: svg("<g>" * 500 + "</g>" * 500), "too-deep"),
    "multiplying shapes": ("x.svg", lambda: svg(MULTIPLYING), "unsafe"),
    "a shape within itself": ("x.svg", lambda: svg('<g id="a"><use href="#a"/></g>'), "unsafe"),
    "entities": ("x.svg", lambda: svg("&b;", ENTITIES), "unsafe"),
}


@pytest.mark.parametrize("case", UNUSABLE)
def test_what_cannot_be_shown_is_reported(case: str) -> None:
    name, content, fault = UNUSABLE[case]
    with pytest.raises(UnusablePictureError) as told:
        examined(name, content())
    assert told.value.fault == fault


@pytest.mark.parametrize(("form", "name"), [("JPEG", "x.jpg"), ("PNG", "x.png"), ("WEBP", "x.webp")])
def test_copies_hold_pixels_and_nothing_else(form: str, name: str) -> None:
    content = photograph(form, turned=True)
    assert PLACE in content
    found = examined(name, content)
    assert (found.width, found.height) == (900, 1200)  # as it is to be shown
    copies = screen_copies(found.form, content)  # type: ignore[arg-type]
    assert [width for width, _, _ in copies] == [SCREEN_WIDTHS[0], 900]
    paper = paper_copy(found.form, content)  # type: ignore[arg-type]
    for copy in (*(made for _, _, made in copies), paper[1]):
        assert PLACE not in copy
        with Image.open(io.BytesIO(copy)) as image:
            assert not image.getexif()
            assert image.height > image.width


HARMFUL = {
    "a script": ("<script>alert(1)</script>", "script"),
    "an event": ('<path d="M0 0" onclick="alert(1)"/>', "onclick"),
    "a page within": ("<foreignObject><p>x</p></foreignObject>", "foreignObject"),
    "a picture from elsewhere": ('<image href="https://example.com/x.png"/>', "image"),
    "a shape from elsewhere": ('<use xlink:href="https://example.com/x.svg#a"/>', "href"),
    "a filling from elsewhere": ('<path d="M0 0" fill="url(https://example.com/x)"/>', "fill"),
    "a rule of style from elsewhere": ("<style>@import 'https://example.com/x.css'</style>", "style"),
    "a hidden rule": ('<path d="M0 0" style="fill:u\\72l(https://example.com)"/>', "style"),
    "an animation": ('<animate attributeName="href" values="javascript:alert(1)"/>', "animate"),
    "words of another kind": ('<x:b xmlns:x="urn:x">a</x:b>', "b"),
}


@pytest.mark.parametrize("case", HARMFUL)
def test_a_drawing_is_made_harmless_and_says_what_was_taken_out(case: str) -> None:
    harm, removed = HARMFUL[case]
    found = examined(
        "x.svg", svg(f'<g><path d="M1 1"/>{harm}</g>', '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "x" "y">')
    )
    assert found.removed == (removed,)
    left = found.content.decode()
    for word in ("script", "alert", "example.com", "onclick", "foreignObject", "animate"):
        assert word not in left
    assert "M1 1" in left
    assert examined("x.svg", found.content).removed == ()


def test_a_link_around_a_shape_leaves_the_shape() -> None:
    found = examined("x.svg", svg('<a href="https://example.com"><path d="M1 1"/><script/></a>'))
    assert "M1 1" in found.content.decode()
    assert "example.com" not in found.content.decode()


def test_what_only_draws_stays_as_it_is() -> None:
    inside = (
        '<defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs><style>.a{fill:url(#g)}</style>'
        '<rect class="a" style="stroke:#000" width="3" height="3"/><text>港</text>'
    )
    found = examined("x.svg", svg(inside, size='width="30mm" height="20mm"'))
    assert found.removed == ()
    assert (found.width, found.height) == (30, 20)
    assert "".join(ET.fromstring(found.content).itertext()) == ".a{fill:url(#g)}港"


def plan_with(folder: Path, name: str, content: bytes, figure: str = "") -> Path:
    """The tiny plan, its figure a picture."""
    plan = copytree(TINY, folder / "plan")
    (plan / "images").mkdir()
    (plan / "images" / name).write_bytes(content)
    written = f"id: households\ntitle: 港\nstatus: available\nkind: image\nimage:\n  file: {figure or name}\n"
    (plan / "figures" / "households.yml").write_text(f"{written}  alternative: 港の夕方です。\n", "utf-8")
    return plan


def test_a_picture_is_on_the_page_and_in_the_data(tmp_path: Path) -> None:
    loaded = load(plan_with(tmp_path, "port.jpg", photograph(size=(1000, 500))))
    assert loaded.sound, loaded.diagnostics
    assert loaded.index is not None
    outline = outline_of(loaded.index)
    made = site(outline, TEMPLATE_FOLDER)
    (body,) = (page.body for page in made.pages if 'id="figure_households"' in page.body)
    for said in ('alt="港の夕方です。"', 'width="1000" height="500"', 'loading="lazy"', "port-jpg-480.webp 480w"):
        assert said in body
    assert {name for name in made.files if name.startswith("images/")} == {
        f"images/port-jpg-{width}.webp" for width in (480, 960, 1000)
    }
    assert any(line.role == "alternative" and line.text == "港の夕方です。" for line in outline.shown)
    assert made.files == site(outline, TEMPLATE_FOLDER).files


NAMED_WRONGLY = {"Port.JPG": "port.jpg", "港.png": "picture.png", "old port.webp": "old-port.webp"}


@pytest.mark.parametrize("name", NAMED_WRONGLY)
def test_a_name_that_makes_no_address_is_reported_with_a_better_one(name: str, tmp_path: Path) -> None:
    found = load(plan_with(tmp_path, name, photograph(size=(9, 9)), "port.jpg")).diagnostics
    assert any(one.code == "unknown-file" and NAMED_WRONGLY[name] in str(one.help) for one in found)


def test_a_link_among_the_pictures_is_not_followed(tmp_path: Path) -> None:
    plan = plan_with(tmp_path, "port.jpg", photograph(size=(9, 9)), "other.jpg")
    (tmp_path / "secret.jpg").write_bytes(photograph(size=(9, 9)))
    (plan / "images" / "other.jpg").symlink_to(tmp_path / "secret.jpg")
    loaded = load(plan)
    assert sorted(one.code for one in loaded.diagnostics) == ["link-in-plan", "unused-picture"]
    assert "other.jpg" not in loaded.sources.pictures


def test_another_picture_under_the_same_name_is_a_change(tmp_path: Path) -> None:
    old, new = (
        outline(plan_with(tmp_path / name, "port.jpg", photograph(size=size)))
        for name, size in {"old": (1000, 500), "new": (900, 450)}.items()
    )
    (row,) = (row for row in compare(old, new, boundaries).rows if row.status != "same")
    assert [side.line.text.partition(" ")[0] for side in (*row.old, *row.new)] == ["port.jpg", "port.jpg"]
