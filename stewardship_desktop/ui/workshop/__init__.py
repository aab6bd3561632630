"""The workshop: the facilitator's page with its steps, and what the projector shows."""
