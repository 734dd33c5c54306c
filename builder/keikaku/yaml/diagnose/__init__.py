"""Why a YAML file cannot be read as it was meant, and how it should read."""
