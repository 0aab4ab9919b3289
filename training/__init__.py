"""How the shipped model was made: development data in, retrieval/model out; not needed to run the program."""
