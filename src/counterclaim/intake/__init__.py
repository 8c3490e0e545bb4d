"""Files, folders, pages and records to texts; the only room that knows what a page or a field is."""
