"""What has stood on main, and when, as git tells it; it knows no rule of lead time."""
