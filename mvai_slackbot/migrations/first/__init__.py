"""The tables of the first version, as they were then; one module per feature, never changed after a release."""
