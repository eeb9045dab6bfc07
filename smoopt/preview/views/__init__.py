"""The pages of the preview as HTML: what is put into the templates, which escape all of it."""
