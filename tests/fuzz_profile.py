"""Loaded by `make fuzz`: the property tests once more, with a hundred times the examples and no deadline."""

from hypothesis import settings

settings.register_profile("fuzz", max_examples=10_000, deadline=None, print_blob=True)
settings.load_profile("fuzz")
