"""Watches a site: notices what its generator writes, waits until it is done, and builds."""
