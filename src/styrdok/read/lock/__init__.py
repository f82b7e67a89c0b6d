"""What binds a decided text to its decision, and what may be mended in it since."""
