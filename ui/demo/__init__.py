"""A whole evening without a window: what the desktop's practice evening does, played by the kit itself."""
