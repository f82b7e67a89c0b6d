"""The laws that texts cite: which there are, and where a text cites them; it knows no page."""
