"""A story in the forms that the field reads: rows, files of bytes, and what every file says of itself.

Pure: a `Stock` (an indexed story) and an `Order` (what was asked for) go in, files come out. `forms` knows every form.
"""
