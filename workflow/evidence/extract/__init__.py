"""Extract: coded passages and outcome rows in; evidence items with a standing, and measured conditions, out."""
