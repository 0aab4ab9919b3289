"""Pictures of what the bot sends, for the README. Nothing that runs the bot imports this."""
