"""Tables that people write: each declared once, by its row, and read, checked and described from that alone."""
