"""One module a family of commands; each builds its commands when asked, once the language is known."""
