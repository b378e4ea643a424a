"""Requests from outside: a mail or a form that becomes a draft, is verified by a call back, matched, merged, or referred."""
