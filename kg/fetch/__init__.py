"""Documents from the network to a folder, with where and when each was had; nothing else of the project touches the network."""

from kg.fetch.folder import Fetched, Folder
from kg.fetch.listings import edgar_filings, feed_links
from kg.fetch.web import Bounds, Web

__all__ = ["Bounds", "Fetched", "Folder", "Web", "edgar_filings", "feed_links"]
