"""The shipped rubrics as Python, made by tools/build_hook.py when a package or an editable install is made."""
