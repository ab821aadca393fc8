"""docs/tutorial.md, done line by line: what it says to type is typed, what it says to click is clicked, and what it says is printed is compared."""
