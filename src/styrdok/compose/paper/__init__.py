"""The decision paper on what a branch changes, in words and tables; it knows no file format."""
