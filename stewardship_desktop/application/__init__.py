"""What a person does: commands, the runner, undo, change notices, jobs, settings and locations. No Qt."""
