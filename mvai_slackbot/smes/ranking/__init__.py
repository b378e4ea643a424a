"""Who could help with a request: plain facts of everybody on the roster in, a ranked list with reasons out."""
