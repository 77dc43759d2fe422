"""What the extractor of roles is made of: persons, titles, what ties the two, and what is said of the post's time."""
