"""Everything that goes over a socket: the Web API, Socket Mode, signed requests, their faults, rates and logs."""
