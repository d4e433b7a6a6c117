"""How Sphinx makes the documentation site: `make docs`. Nothing is fetched, and nothing on the site is."""

from verbetertool import __version__

project = "verbetertool"
author = "verbetertool"
copyright = "verbetertool, EUPL-1.2"
version = release = __version__
language = "nl"

extensions = ["myst_parser", "sphinx.ext.autodoc"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
nitpicky = False  # docstrings name types of the standard library, and no inventory is fetched to resolve them

# The API is described by its docstrings; a field's own sentence stands under it.
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_class_signature = "separated"
autodoc_default_options = {"exclude-members": "model_config"}

html_theme = "furo"
html_title = "verbetertool"
html_show_sourcelink = False
html_copy_source = False

linkcheck_timeout = 10
