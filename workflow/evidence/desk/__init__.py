"""The desk: pages on one's own machine where people decide, while the files stay the truth.

`app` makes the pages, `guard` lets nobody else in, `desk` is one person at work in one folder, `tables` reads and writes what people
decide, `queues/` holds a module for each kind of thing that waits. Whatever is decided is a row in a file of that person's, on the disk before
the browser is told.
"""
