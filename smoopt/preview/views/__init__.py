"""The pages of the preview as HTML: values for the templates, which escape all of them."""
