"""The plan's files: read with the place of every value, formatted, and diagnosed where they cannot be read."""
