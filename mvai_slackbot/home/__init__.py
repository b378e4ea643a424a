"""Where somebody begins: what can I do here, where am I, what waits for me.

What *waits* is told by each feature with a function of its own, handed in; a line of it may carry a button.
"""
