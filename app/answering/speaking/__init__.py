"""Speaking: what one party says or holds, in whose name, and when it says nothing."""
