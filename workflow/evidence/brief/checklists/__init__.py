"""Reporting checklists that fill themselves: each item is bound to tests over the tables and the settings."""
