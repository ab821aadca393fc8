"""The workflows of a review, read and run here: their steps are scripts, and what GitHub does around them is stood in for."""
