"""One module a verb: read the tables of the stage before, call the stage, write its tables."""
