"""What the extractor of sites is made of: namings and kinds, names without a kind word, places, metals and statuses."""
