"""The search's data files: what a browser fetches to answer a query; it knows no ranking."""
