"""The promise: what Slack must still do, written in the transaction that decided it.

An *effect* is one thing Slack is asked to do, as data. An *entry* is its row: lane (what must stay in order), key (which
message it is), tries, lease and fence. A *receipt* is where a keyed message stands in Slack. A *remembered answer* is what
a gesture got the first time, so that the same gesture again changes nothing.
"""
