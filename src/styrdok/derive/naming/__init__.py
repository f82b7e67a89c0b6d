"""Which document does a text mean? Names, decisions, what stands around them, and finding."""
