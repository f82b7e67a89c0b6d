"""How well the search answers: `make bench-search`, with judged questions and other engines."""
