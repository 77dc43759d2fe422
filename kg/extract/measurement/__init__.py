"""What the extractor of measurements is made of: figures in prose and in tables, and of each the metric, subject, period and basis."""
