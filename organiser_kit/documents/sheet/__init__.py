"""The parts of the sign-in sheet: its measures, its rows, its blocks, where its cells lie."""
