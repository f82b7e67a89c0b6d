"""Laws that municipal documents cite; it knows no document."""
