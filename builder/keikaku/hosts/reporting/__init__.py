"""How diagnostics are told: in which forms (``formats``), by a command (``printing``), and what each code means."""
