"""The colours of a plan as CSS custom properties, so that no page needs a style of its own."""

from __future__ import annotations

from builder.model import Colours, Plan


def plan_stylesheet(plan: Plan) -> str:
    """Rules for the light and the dark scheme: the site's colour, and one per actor as ``.actor-ID``."""
    return _scheme("default", plan, "light") + _scheme("slate", plan, "dark")


def _scheme(name: str, plan: Plan, ground: str) -> str:
    def colour(colours: Colours) -> str:
        return colours.light if ground == "light" else colours.dark

    rules = [f"[data-md-color-scheme={name}]{{--plan-colour:{colour(plan.site.colours)}}}"]
    rules += [
        f"[data-md-color-scheme={name}] .actor-{actor.id}{{--actor-colour:{colour(actor.colours)}}}"
        for actor in plan.actors
    ]
    return "\n".join(rules) + "\n"
