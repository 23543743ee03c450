"""Tables of other systems, taken in whole or not at all."""
