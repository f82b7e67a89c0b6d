"""Themes and municipalities as pages show them: what each says, in short, and as a picture."""
