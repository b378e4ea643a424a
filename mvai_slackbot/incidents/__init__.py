"""The incident: its number, its private channel and how that was set up, its timeline, its people, its end.

An *incident* is one act of mass violence in one community. A *drill* is a rehearsal with numbers of its own. The
*channel* is its private Slack channel. The *card* is the first message there. The *timeline* is written by itself from facts.
"""
