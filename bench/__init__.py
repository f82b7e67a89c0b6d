"""The project's own benchmark: `make bench`. It measures the product from outside."""
