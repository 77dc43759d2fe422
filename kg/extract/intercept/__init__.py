"""What the extractor of drill intercepts is made of: tokens and their grammar for prose, columns and rows for tables, the joining of both."""
