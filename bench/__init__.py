"""Measurements of speed, memory and quality. Nothing that runs the bot imports this."""
