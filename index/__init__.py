"""The write side: meeting texts in, one searchable generation on disk out."""
