"""How fast and how small the bot is: `python -m tests.benchmarks [name …]` measures real processes and prints a table.

A *reach* is what we promise. A *floor* is the least the same thing can cost, measured in the same run on the same machine.
"""
