"""Evidence synthesis: pure functions, one room a stage."""
