"""Statistical process control: XmR charts by named profiles. Standard library only."""
