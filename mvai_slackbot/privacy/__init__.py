"""What may leave the bot's records, and who took it.

An *export* is one incident as JSON, for a records officer or an auditor. Each is written down in the *export log*: who,
when, which incident, and whether answers about somebody's own capacity were in it.
"""
