"""The tutorial: lessons played on a terminal, judged by the same engine that checks drafts.

`session` decides what comes next and knows no screen; `pages` makes screens as values; `ask` and its three
ways put the questions; `play` joins them; `progress` keeps what was answered.
"""
