"""The colours of a plan as a style sheet: inline styles are forbidden by the site's own policy."""

from __future__ import annotations

from keikaku.plan.model import Plan


def colours_css(plan: Plan) -> str:
    """Custom properties for the site and each actor, light and dark; the reader's choice wins over the system's."""
    light = [f"--site:{plan.site.colours.light}"]
    dark = [f"--site:{plan.site.colours.dark}"]
    actors: list[str] = []
    for actor in plan.actors:
        light.append(f"--actor-{actor.id}:{actor.colours.light}")
        dark.append(f"--actor-{actor.id}:{actor.colours.dark}")
        actors.append(f".actor-{actor.id}{{--actor:var(--actor-{actor.id})}}")
    bright, dim = ";".join(light), ";".join(dark)
    return "\n".join(
        (
            f":root{{{bright}}}",
            f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dim}}}}}",
            f"@media screen{{:root[data-theme=dark]{{{dim}}}}}",
            *actors,
            "",
        )
    )
