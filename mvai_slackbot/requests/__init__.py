"""The request for assistance: what a community asks for, what IACP and BJA decide, and what became of it.

A *request* has a number that is unique in the workspace; it may come before its incident and is *attached* to it later.
The *requester* and the *second contact* are people, with or without a Slack account. A *decision* is IACP's or BJA's;
help that began before both were made is recorded as "Help now, decide after".
"""
