"""Storey 5: what is known becomes documents to publish; it knows no renderer of sites."""
