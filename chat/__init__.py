"""The faces of the program: Telegram and the terminal. Only this package imports telegram."""
