"""The schemas as a check: what violates them, told with its cause and its correction."""
