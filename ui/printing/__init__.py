"""From a PDF to paper: the system's dialog, the printer's calibration, then CUPS or Qt."""
