"""Where a command may write (``destination``), and how what it made gets there whole (``output``)."""
