"""What the extractor of zones is made of: namings in prose, lists and tables."""
