"""Data only: fonts, icons, sounds and catalogues, read through :mod:`assets.paths`."""
