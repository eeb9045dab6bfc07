// @ts-check
/* Where a provider's endpoints are. */
import { demand } from "./failure.js";
import { fetchJson } from "./fetching.js";

/**
 * A provider, as smoopt.toml has it. `proves`: whether a signed ID token says who somebody is,
 * or the answer of the author's back end.
 * @typedef {{
 *   clientId: string, scope: string, proves: "id_token" | "back_end",
 *   issuer?: string, exchange?: string, fedcm?: string,
 *   endpoints?: Record<string, string>,
 *   flow?: string, server?: string, resolver?: string, asks?: boolean,
 * }} Provider `flow`: the file of what signs in by it, where that is not this one
 */

/**
 * Give the provider's metadata; where smoopt knows none, the provider is asked.
 * https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfigurationValidation
 * @param {Provider} provider @returns {Promise<Record<string, any>>}
 */
export const metadataOf = async (provider) => {
  if (provider.endpoints) return provider.endpoints;
  const base = String(provider.issuer).replace(/\/$/, "");
  const metadata = await fetchJson(`${base}/.well-known/openid-configuration`);
  demand(metadata.issuer === provider.issuer, "forged", "issuer");
  return metadata;
};
