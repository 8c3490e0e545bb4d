"""Web pages of our own making in the markup of real sites, with what they say; measured by `python -m bench.extraction`."""
