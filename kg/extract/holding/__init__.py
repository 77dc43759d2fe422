"""Who owns, operates, shares, may earn into or draws a royalty from a site: what the extractor of sites says of interests."""
