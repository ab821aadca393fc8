"""Brief: every table in; computed sentences, figures, pages and downloads out."""
