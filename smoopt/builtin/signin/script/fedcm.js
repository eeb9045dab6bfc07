// @ts-check
/* Federated Credential Management: the browser itself asks the reader, and no page is left.
   https://w3c-fedid.github.io/FedCM/ */
import { claimsOf } from "./code_flow.js";
import { random } from "./encoding.js";
import { metadataOf } from "./provider_metadata.js";

/**
 * Give who was signed in; null where the browser knows nothing of it or the reader has no account
 * there, so that the reader is led to the provider instead. Browsers do not tell which. A token
 * that is wrong is a Failure.
 * @param {string} id @param {import("./provider_metadata.js").Provider} provider
 */
export const askedByBrowser = async (id, provider) => {
  if (!provider.fedcm || !("IdentityCredential" in window)) return null;
  const nonce = random();
  const { fedcm: configURL, clientId } = provider;
  const asked = { configURL, clientId, params: { nonce } };
  const options = { identity: { mode: "active", providers: [asked] } };
  const credential = await navigator.credentials
    .get(/** @type {any} */ (options))
    .catch(() => null);
  if (!credential) return null;
  const { token } = /** @type {any} */ (credential);
  const claims = await claimsOf(provider, await metadataOf(provider), token, nonce);
  return { provider: id, claims };
};
