"""The device's side of an exchange; reached through :mod:`sync.facade` only."""
