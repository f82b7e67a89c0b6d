"""What texts say of the themes by the themes' own words; from a cut register only."""
