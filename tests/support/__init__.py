"""What tests share: sites, plugins, clients and the places of fixtures."""
