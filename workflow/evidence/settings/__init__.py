"""Settings: what the files in config/ may hold, declared once by the room that takes them."""
