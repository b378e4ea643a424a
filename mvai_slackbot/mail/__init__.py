"""The edge to mail: plain-text mails go out over SMTP. Beside `slack/`, and knowing nothing of it.

*Carrying* a mail is handing it to the outgoing server, which says yes, not now, or no. Its name, the Message-ID, is the same
at every try.
"""
