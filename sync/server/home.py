"""The page for a person who opens the server's address in a browser."""

from __future__ import annotations

from html import escape
from string import Template

from organiser_kit.i18n import current

_PAGE = Template("""<!doctype html>
<html lang="$language">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>body{font:1.1rem/1.6 system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem}</style>
</head>
<body><main><h1>$title</h1><p>$what</p><p>$how</p>
<p><a href="/schema/openapi.json">$schema</a></p></main></body>
</html>
""")


def home_page() -> str:
    """Return the page in the language in force."""
    words = current()
    return _PAGE.substitute(
        language=words.language,
        title=escape(words.tr("Organiser Kit: the central server")),
        what=escape(words.tr("The organisers' laptops exchange their meetings with this server.")),
        how=escape(
            words.tr(
                "To add a laptop, ask the person who runs the server for a code, then enter it in the kit."
            )
        ),
        schema=escape(words.tr("Description of the programming interface (OpenAPI)")),
    )
