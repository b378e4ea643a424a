"""Reading check-ins: what asks for a person's look, how answers went over time, and to whom either may be shown.

A *rule* is an entry of a data file; an *alert* is what a rule brought about, told to a person who records what came of it.
A *trend* is one person's answers over time, always named as their view; a *digest* brings trends to their readers. Nothing of
it reaches a channel.
"""
