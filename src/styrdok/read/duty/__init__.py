"""What binds in a Swedish sentence: how strongly, in which clause, and whom."""
