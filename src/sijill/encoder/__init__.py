"""The pretrained part of reading: a text to vectors, and what trained heads make of its clauses and words.

`weights` is the file that ships, `pieces` cuts a text, `network` reads it. NumPy is loaded with the last alone.
"""
