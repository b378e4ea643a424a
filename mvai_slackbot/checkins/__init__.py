"""Wellness check-ins: a leader is asked first, and only after a yes is anything asked.

An *offer* is the question whether somebody wants check-ins. A *plan* is their yes for one incident: active, paused or
stopped. An *occurrence* is one set of questions (a *form*) on one local date about one *subject*: officers or community.
A *prompt* is the direct message that asks it. A *delegate* answers in the leader's place for a subject. An *answer* has
versions; the latest counts. A prompt that closes without one is *missed* only when it was there to be answered; *outreach*
is what silence leads to, a person who phones. A *link* opens the same form on the web, for somebody without an account.

A *calendar* is everything that decides on which days a plan asks: day 0, the year mark, hard days, the phase, the pace and
the days left free; what is asked is computed from it and never stored beforehand. A *second view* is a plan of its own
beside a leader's, about one subject. A *call to make* is a person's task to phone somebody of whom nothing is asked.
"""
