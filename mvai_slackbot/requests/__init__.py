"""The request for assistance: what a community asks for, what IACP and BJA decide, and what became of it.

A *request* has a number that is unique in the workspace; it may come before its incident and is *attached* to it later: until
then it is a *draft* and has no channel. The *requester* and the *second contact* are people, with or without a Slack account.
A *move* takes it from where it stands to the next; `lifecycle` has them all in one table. A *decision* is IACP's or BJA's view;
both together decide. It is *disclosable* once staff called back a number found independently. Help that began before both
views were in is recorded as "Help now, decide after".
"""
