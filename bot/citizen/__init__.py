"""The citizens' bot on Telegram (and Bale), carried by aiogram."""
