"""The sub-commands, one module each; each names its click command `command`."""
