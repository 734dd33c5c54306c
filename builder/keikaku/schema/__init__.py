"""The schemas as a check: what violates them, with the cause and a correction."""
