"""Intake by mail: what arrives in the program's mailbox becomes a request, an answer to one, or waits for a person.

A mail is taken in exactly once: by its place in the mailbox, and by its own name (Message-ID) where the mailbox was counted
anew. It is *held* when its sender cannot be verified, when it is too big or broken, when a machine wrote it, or when its words
may name or describe a person; a coordinator *lets it in* or *drops* it. An *answer* is a mail to a request that is on record.
The mailbox is *unread* when it could not be read for ten minutes, or does not let us in.
"""
