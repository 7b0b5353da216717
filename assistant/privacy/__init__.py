"""Personal data: found in what people type, and masked before it is kept."""
