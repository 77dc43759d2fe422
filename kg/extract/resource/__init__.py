"""What the extractor of resources and reserves is made of: statements in prose, tables, categories and places."""
