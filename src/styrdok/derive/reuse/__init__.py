"""Which passages of different documents share their wording; from a cut register only."""
