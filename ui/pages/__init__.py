"""What a person faces, one package a screen: widgets in page.py, decisions in presenter.py."""
