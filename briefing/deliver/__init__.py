"""Handing briefs over by mail: the message, the server, and the outbox that keeps "once"."""
