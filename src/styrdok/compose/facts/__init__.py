"""What is counted and found in documents, so that they can stand beside each other."""
