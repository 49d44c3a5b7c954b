"""The composition root: command line, settings, wiring, the demonstration. The only place that knows every part."""
