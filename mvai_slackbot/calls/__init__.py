"""Asking for a call: somebody wants to be phoned by a person, and people on call are asked until one says yes.

A *call asked* is the wish of one person. An *asking* is each time somebody on call was asked to make it; it is *passed over*
when that person cannot hear it now. Who *has the call* said "I will call". *Typing to the bot* gets crisis contacts and the
button "Ask for a call"; what was typed is neither stored nor logged.
"""
