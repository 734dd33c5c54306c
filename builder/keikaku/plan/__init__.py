"""The plan itself: its classes, how they are made and linked, and the composed ``Outline``."""
