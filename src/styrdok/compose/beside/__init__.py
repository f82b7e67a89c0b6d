"""Two documents beside each other: which pairs have a page, and what it shows."""
