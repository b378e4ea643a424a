"""Mail goes out through a real server."""
