// @ts-check
/* The servers of an account: the one that has it, and the one that signs its owner in.
   https://atproto.com/specs/oauth#authorization-servers */
import { demand } from "../failure.js";
import { fetchJson, secure } from "../fetching.js";

/* What a server must be able to do; what else the specification wants is of no use here. */
const NEEDED = {
  scopes_supported: "atproto",
  code_challenge_methods_supported: "S256",
  dpop_signing_alg_values_supported: "ES256",
  token_endpoint_auth_methods_supported: "none",
  authorization_response_iss_parameter_supported: true,
  client_id_metadata_document_supported: true,
  require_pushed_authorization_requests: true,
};

/**
 * Read an address that a stranger has named. From a site of https, none leads to this computer.
 * @param {unknown} address
 */
export const abroad = (address) => {
  const url = secure(address);
  demand(url.protocol === "https:" || location.protocol === "http:", "insecure", url.origin);
  return url;
};

/** @param {string} server @returns {Promise<string>} */
export const issuerOf = async (server) => {
  const { origin } = abroad(server);
  const said = await fetchJson(`${origin}/.well-known/oauth-protected-resource`);
  demand(said.resource === origin, "forged", "resource");
  const issuers = said.authorization_servers;
  demand(Array.isArray(issuers) && issuers.length === 1, "forged", "authorization_servers");
  return issuers[0];
};

/** A server that has no accounts itself signs in for others. @param {string} server */
export const issuerBehind = (server) =>
  issuerOf(server).catch((failure) => {
    if (failure.code === "forged") throw failure;
    return abroad(server).origin;
  });

/** @param {string} issuer @returns {Promise<Record<string, any>>} */
export const metadataOf = async (issuer) => {
  demand(abroad(issuer).origin === issuer, "forged", "issuer");
  const metadata = await fetchJson(`${issuer}/.well-known/oauth-authorization-server`);
  demand(metadata.issuer === issuer, "forged", "issuer");
  for (const [name, value] of Object.entries(NEEDED)) {
    demand([metadata[name]].flat().includes(value), "unsupported", name);
  }
  return metadata;
};
