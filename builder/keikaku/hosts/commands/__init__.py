"""The commands of ``keikaku``, one module each; imported only when called, since each needs other libraries."""
