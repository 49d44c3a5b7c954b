"""Who of the staff may come in, what may they do, and what have they done?"""
