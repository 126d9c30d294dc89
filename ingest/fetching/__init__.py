"""What one polite HTTP client is made of: addresses, the network, pacing, robots, contents."""
