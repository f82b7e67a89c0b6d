"""What pages and data files show of passages that documents share."""
