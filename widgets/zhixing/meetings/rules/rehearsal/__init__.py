"""A rehearsed meeting: scripted members, what a trainee does, what follows, and feedback by rule; no I/O."""
