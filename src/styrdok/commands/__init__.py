"""What the words of the command line do, a room for each; they know no words of it."""
