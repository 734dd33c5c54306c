"""One thing that is wrong, as a value: its place, its code and its explanation."""
