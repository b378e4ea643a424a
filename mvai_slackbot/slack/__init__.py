"""The edge: Slack's side of the conversation, and the only folder that talks to Slack.

A *listener* hears one gesture and returns one *answer*. The edge parses what was said, checks the permission the listener
declares, opens one Work, remembers the answer, and acknowledges. *Delivery* carries effects to the Web API.
"""
