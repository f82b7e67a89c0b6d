"""Storey 4: what follows from a register that has been cut; it knows neither audience nor HTML."""
