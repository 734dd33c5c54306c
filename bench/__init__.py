"""Measurements: ``python -m bench [PART …]``. No number here decides a test; each is a ratio or beside a baseline."""
