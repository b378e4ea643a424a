"""Letters: mails that the program writes to somebody, and what became of each.

A *letter* goes out by itself where there is a mail server. What the server refuses for good, what comes back (a *bounce*), and
every letter where there is no server, is *sent by hand*: a coordinator gets the words to copy, and a task until it is marked
sent.
Whoever wants to write one calls `service.write` with words of `words`.
"""
