"""Whoever runs the phases for a person: the command line, MkDocs, and how faults are shown."""
