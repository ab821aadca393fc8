"""Screen: people's decisions applied to works, and what to read next.

`stage` applies decisions. `ranking` puts undecided works in order of promise, `stopping` says when
reading on is no longer worth it, and `simulate` plays a finished screening back to see how both do.
`exchange` reads and writes what ASReview does.
"""
