"""All posts of a team with their times: what a reader will see arrive, and where there is room for more.

This room lies below the checks, since a burst is mended by the same placement that `coach schedule` uses.
"""
