"""What the extractor of tickers is made of: layouts of symbols, and when each is in use."""
