"""What a record looks like: records in, docutils nodes out, for every edition alike.

Editions differ by style sheet and by what they can hold (files to download, a button to copy); what
they say is the same. A file's ``VIEW`` or ``VIEWS`` are directives of the domain.
"""
