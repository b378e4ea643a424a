"""Who may do what: every listener, every kind of person, every relation to an incident, through the wire."""
