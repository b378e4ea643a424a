"""The form behind a link, over HTTP and in a browser."""
