"""The edge to mail: plain-text mails go out over SMTP, and a mailbox is read over IMAP. Beside `slack/`, knowing nothing of it.

*Carrying* a mail is handing it to the outgoing server, which says yes, not now, or no. Its name, the Message-ID, is the same
at every try. A mail that *arrived* is parsed into plain values; whether its sender is who they say is *judged* from what our
own server wrote on it. What the house does with it, is handed in.
"""
