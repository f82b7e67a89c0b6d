"""What makes a file of the engine anew from its source; no build and no test needs it."""
