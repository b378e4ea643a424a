"""Mail arrives in a real mailbox, and becomes a request, an answer, or waits for a person."""
