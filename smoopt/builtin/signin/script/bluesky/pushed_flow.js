// @ts-check
/* Signing in by Bluesky, or by any server of its network: https://atproto.com/specs/oauth
   The request is pushed to the server, tokens are bound to a key, and in the end it is the account
   itself that says which server may speak for it. */
import { begin } from "../attempts.js";
import { digest } from "../encoding.js";
import { demand } from "../failure.js";
import { accountOf, named, plain } from "./identity.js";
import { makeKey, postProved, takeKey } from "./proof_key.js";
import { abroad, issuerBehind, issuerOf, metadataOf } from "./servers.js";

/** @typedef {import("../code_flow.js").Config} Config */
/** @typedef {import("../attempts.js").Attempt} Attempt */

/**
 * Begin, and give the address where the server asks the reader.
 * @param {Config} config @param {string} id @param {string} returnTo
 * @param {string} typed a handle or DID, or nothing
 */
export const authorizationAddress = async (config, id, returnTo, typed) => {
  const { clientId, scope, server, resolver } = config.providers[id];
  const name = plain(typed);
  const account = name ? await named(name, String(resolver)) : null;
  const issuer = account ? await issuerOf(account.server) : await issuerBehind(String(server));
  const metadata = await metadataOf(issuer);
  const attempt = begin(id, returnTo, { issuer, did: account?.did });
  const asked = {
    response_type: "code",
    client_id: clientId,
    redirect_uri: config.callback,
    scope,
    state: attempt.state,
    code_challenge: await digest(attempt.verifier),
    code_challenge_method: "S256",
    ...(name && { login_hint: name }),
  };
  const endpoint = abroad(metadata.pushed_authorization_request_endpoint);
  const address = abroad(metadata.authorization_endpoint);
  const said = await postProved(await makeKey(attempt), endpoint, asked);
  demand(typeof said.request_uri === "string", "no-answer", "request_uri");
  address.searchParams.set("client_id", clientId);
  address.searchParams.set("request_uri", said.request_uri);
  return address;
};

/**
 * Give the claims of the account that a token is for. What a server says of an account counts only
 * if the account's own document leads to that server.
 * @param {Attempt} attempt @param {any} tokens @param {string} resolver
 */
const claimsOf = async ({ issuer, did }, { token_type, scope, sub }, resolver) => {
  demand(String(token_type).toLowerCase() === "dpop", "forged", "token_type");
  demand(String(scope).split(" ").includes("atproto"), "forged", "scope");
  demand(typeof sub === "string" && sub === (did ?? sub), "forged", "sub");
  const { handle, server } = await accountOf(sub, resolver);
  demand((await issuerOf(server)) === issuer, "forged", "sub");
  return { sub, iss: issuer, ...(handle && { preferred_username: handle }) };
};

/**
 * Go on when the reader is back. No token is kept: its key is gone with this page.
 * @param {Config} config @param {Attempt} attempt
 */
export const resumed = async (config, attempt) => {
  const key = await takeKey(attempt);
  demand(key, "unknown-state");
  const { clientId, resolver } = config.providers[attempt.provider];
  const metadata = await metadataOf(String(attempt.issuer));
  /** @param {string} code */
  const claimsFor = async (code) => {
    const tokens = await postProved(key, abroad(metadata.token_endpoint), {
      grant_type: "authorization_code",
      client_id: clientId,
      redirect_uri: config.callback,
      code,
      code_verifier: attempt.verifier,
    });
    return claimsOf(attempt, tokens, String(resolver));
  };
  return { issuer: attempt.issuer, metadata, claimsFor };
};
