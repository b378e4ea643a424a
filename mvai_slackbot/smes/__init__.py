"""Subject matter experts: who is on the roster, who was asked, who helps with which request.

The *roster* lists people who may be asked. An *offer* asks one of them about one request; it is a direct message, and a no
needs no reason. An accepted offer is an *assignment*; it ends when it is done, when the person steps back, or when the request
or the incident closes. A *note* is what an SME or staff writes for each other, never for the channel.
"""
