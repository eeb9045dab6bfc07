"""Links in the page: plugins that let readers share, save and cite it."""
