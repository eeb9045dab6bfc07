"""fsspec's `memory://`, in which a name is found without a search through all of them.

fsspec asks of each file whether another one lies below its name, so what a site takes would grow
with the square of its pages. No store does that.
"""

from fsspec.implementations.memory import MemoryFile, MemoryFileSystem


class _Names(dict[str, MemoryFile]):
    """Files by name, and the folders that they lie in."""

    def __init__(self) -> None:
        super().__init__()
        self.folders: dict[str, dict[str, None]] = {}

    def __setitem__(self, name: str, file: MemoryFile) -> None:
        super().__setitem__(name, file)
        while name:
            folder, _, _ = name.rpartition("/")
            within = self.folders.setdefault(folder, {})
            if name in within:
                return
            within[name] = None
            name = folder


class NamedMemory(MemoryFileSystem):
    """`memory://` with a list for each folder; folders stay when they are empty."""

    store = _Names()

    def info(self, path: str, **_: object) -> dict[str, object]:
        """Tell what a name is; raises FileNotFoundError."""
        name = self._strip_protocol(path)
        if name in self.store:
            file = self.store[name]
            return {"name": name, "size": file.size, "type": "file", "created": file.created}
        if name in self.store.folders or name in self.pseudo_dirs:
            return {"name": name, "size": 0, "type": "directory"}
        raise FileNotFoundError(path)

    def ls(self, path: str, detail: bool = True, **_: object) -> list[object]:
        """List a folder; raises FileNotFoundError."""
        known = self.info(path)
        within = self.store.folders.get(str(known["name"]), {})
        there = [one for one in within if one in self.store or one in self.store.folders]
        if known["type"] == "file":
            there = [str(known["name"])]
        return [self.info(one) for one in there] if detail else sorted(there)
