"""Tests of the command line and of running it."""
