"""Campaign parameters, by which statistics tell where readers came from."""

import msgspec


class Utm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Campaign parameters for the shared address; `{network}` stands for the network's name.

    `sources` sets another utm_source for single networks. An empty value is not written.
    """

    source: str = "{network}"
    medium: str = "social"
    campaign: str = ""
    sources: dict[str, str] = {}

    def parameters(self, network: str) -> dict[str, str]:
        """Return the query parameters for one network."""
        source = self.sources.get(network, self.source)
        found = {"utm_source": source, "utm_medium": self.medium, "utm_campaign": self.campaign}
        return {key: value.replace("{network}", network) for key, value in found.items() if value}
