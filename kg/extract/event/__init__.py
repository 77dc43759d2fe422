"""What the extractor of events is made of: triggers and their days, subjects and parties, and the joining of retellings."""
