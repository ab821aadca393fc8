"""Figures as SVG text: pure functions of numbers and labels, the same bytes each time. A figure is a module; `axis` and `canvas` are what they draw with."""
