"""A pack: a brief with all it rests on in one file, to be handed on and checked by who gets it.

    manifest.json        what is in it, with the hash of every other file
    brief.html           the page with the evidence
    brief.md             the page in Markdown
    brief.json           the brief
    sources/D1.txt …     each source's text, as it was read; Markdown as .md
    prompts/….jinja      what the model was asked, where one drafted
    recording.yaml       the calls to the model, where they were recorded

It is a zip without compression, so that the same brief gives the same bytes everywhere and
each byte of it can be checked. It is not signed: a pack proves that its brief stands in its
sources, not who made it. Compare its SHA-256 over another way for that.
"""

from __future__ import annotations
