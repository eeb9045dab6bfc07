"""A store that speaks S3, for tests of sites that lie in one."""

from tests.support.object_store import kind, objects, objects_served

__all__ = ["kind", "objects", "objects_served"]
