"""Who names what: documents, laws and what is missing, as pages show it; it knows no HTML."""
