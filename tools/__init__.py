"""What makes a file of the engine anew from its source, or the machine ready; no build needs it."""
