"""Storey 0: what is known of Swedish words, whoever asks."""
