"""The library: what is worth doing, and worth reading, by area and phase.

A *checklist item* is one thing that leaders who lived through it say is worth doing; a *resource* is a document, a program
or a line. Both are data files with source, confidence and the day somebody last looked; nothing here is written by the bot.
"""
