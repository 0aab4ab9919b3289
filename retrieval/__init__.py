"""The read side: a question in, an answer made of verbatim quotes out."""
