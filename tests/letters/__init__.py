"""Letters go out, or a coordinator is asked to send them."""
