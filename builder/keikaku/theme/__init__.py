"""Our own frame as a theme of MkDocs (``theme: {name: keikaku}``): templates alone, beside their ``mkdocs_theme.yml``.

MkDocs publishes whatever else lies in a theme's folder, so styles and scripts stand in ``site_templates/web``.
"""
