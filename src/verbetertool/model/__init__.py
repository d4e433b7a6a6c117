"""What the tool talks about: frozen pydantic models, without files and without sentences."""
