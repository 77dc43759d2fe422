"""What any text says, whoever reads it: its layout, sentences, dates and names."""
