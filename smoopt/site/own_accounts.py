"""The accounts elsewhere that the `[site]` table names, by their addresses."""

from smoopt.site.settings import SiteSettings


def own_accounts(site: SiteSettings) -> dict[str, str]:
    """Return the address of each account, by the setting that names it."""
    accounts = {}
    if site.fediverse:
        name, _, host = site.fediverse.removeprefix("@").partition("@")
        accounts["fediverse"] = f"https://{host}/@{name}"
    if site.x:
        accounts["x"] = f"https://x.com/{site.x.removeprefix('@')}"
    return accounts
