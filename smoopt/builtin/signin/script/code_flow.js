// @ts-check
/* The authorization code flow with PKCE: https://www.rfc-editor.org/rfc/rfc9700 */
import { begin, take } from "./attempts.js";
import { digest } from "./encoding.js";
import { Failure, demand } from "./failure.js";
import { fetchJson, postForm, secure } from "./fetching.js";
import { verified } from "./id_token.js";
import { flowOf } from "./other_flow.js";
import { metadataOf } from "./provider_metadata.js";

/** @typedef {import("./provider_metadata.js").Provider} Provider */
/** @typedef {import("./attempts.js").Attempt} Attempt */
/** @typedef {{callback: string, providers: Record<string, Provider>, shared: object}} Config */

/**
 * Begin, and give the address where the provider asks the reader.
 * @param {Config} config @param {string} id @param {string} returnTo
 * @param {string} name what the reader calls their account, where that is asked
 */
export const authorizationAddress = async (config, id, returnTo, name) => {
  const provider = config.providers[id];
  const flow = await flowOf(config, provider);
  if (flow) return flow.authorizationAddress(config, id, returnTo, name);
  const address = secure((await metadataOf(provider)).authorization_endpoint);
  const { state, nonce, verifier } = begin(id, returnTo);
  const asked = {
    response_type: "code",
    client_id: provider.clientId,
    redirect_uri: config.callback,
    scope: provider.scope,
    state,
    code_challenge: await digest(verifier),
    code_challenge_method: "S256",
    ...(provider.proves === "id_token" && { nonce }),
  };
  for (const [name, value] of Object.entries(asked)) if (value) address.searchParams.set(name, value);
  return address;
};

/** A parameter may come once only. @param {URLSearchParams} parameters @param {string} name */
const only = (parameters, name) => {
  const values = parameters.getAll(name);
  demand(values.length <= 1, "forged", name);
  return values[0] ?? null;
};

/**
 * The answer must be of the provider that was asked: https://www.rfc-editor.org/rfc/rfc9207
 * @param {string | undefined} issuer @param {Record<string, any>} metadata
 * @param {string | null} iss
 */
const checkIssuer = (issuer, metadata, iss) => {
  const isTold = metadata.authorization_response_iss_parameter_supported === true;
  if (issuer && (iss !== null || isTold)) {
    demand(iss === issuer, "forged", "iss");
  }
};

/**
 * Give a code for what it stands for: to the author's back end, which knows the secret, or to
 * the provider itself, where that needs none.
 * @param {Config} config @param {Attempt} attempt @param {string} code
 * @param {Record<string, any>} metadata
 */
const exchanged = (config, attempt, code, metadata) => {
  const { exchange, clientId } = config.providers[attempt.provider];
  const proof = { code, code_verifier: attempt.verifier, redirect_uri: config.callback };
  if (exchange) {
    /* A back end of the same origin may set a cookie of its own. */
    const more = { credentials: /** @type {const} */ ("same-origin") };
    return postForm(new URL(exchange, location.origin), { provider: attempt.provider, ...proof }, more);
  }
  const request = { grant_type: "authorization_code", client_id: clientId, ...proof };
  return postForm(metadata.token_endpoint, request);
};

/**
 * Check an ID token by the provider's keys.
 * @param {Provider} provider @param {Record<string, any>} metadata
 * @param {unknown} token @param {string} nonce
 */
export const claimsOf = (provider, metadata, token, nonce) => {
  const { clientId } = provider;
  const expected = { issuer: String(provider.issuer), clientId, nonce, now: Date.now() / 1000 };
  return verified(token, expected, async () => {
    const { keys } = await fetchJson(metadata.jwks_uri);
    demand(Array.isArray(keys), "forged", "keys");
    return keys;
  });
};

/**
 * Many ID tokens have no name in them: then the provider is asked for it.
 * https://openid.net/specs/openid-connect-core-1_0.html#UserInfoResponse
 * @param {any} claims @param {any} tokens @param {Record<string, any>} metadata
 */
const withName = async (claims, tokens, metadata) => {
  const { userinfo_endpoint: address } = metadata;
  if (claims.name || !address || typeof tokens.access_token !== "string") return claims;
  const headers = { authorization: `Bearer ${tokens.access_token}` };
  const more = await fetchJson(address, { headers }).catch(() => ({}));
  /* It counts only if it is of the same person, and replaces nothing that was signed. */
  return more.sub === claims.sub ? { ...more, ...claims } : claims;
};

/** @param {Config} config @param {Attempt} attempt */
const resumed = async (config, attempt) => {
  const provider = config.providers[attempt.provider];
  const metadata = await metadataOf(provider);
  /** @param {string} code */
  const claimsFor = async (code) => {
    const tokens = await exchanged(config, attempt, code, metadata);
    if (provider.proves !== "id_token") return tokens.claims;
    const claims = await claimsOf(provider, metadata, tokens.id_token, attempt.nonce);
    return withName(claims, tokens, metadata);
  };
  return { issuer: provider.issuer, metadata, claimsFor };
};

/**
 * Finish with what the provider sent the reader back with.
 * @param {Config} config @param {URLSearchParams} parameters
 */
export const finished = async (config, parameters) => {
  const attempt = take(only(parameters, "state") ?? "");
  const provider = config.providers[attempt.provider];
  demand(provider, "unknown-state");
  const flow = await flowOf(config, provider);
  const { issuer, metadata, claimsFor } = await (flow?.resumed ?? resumed)(config, attempt);
  checkIssuer(issuer, metadata, only(parameters, "iss"));
  const error = only(parameters, "error");
  if (error !== null) throw new Failure(error, only(parameters, "error_description") ?? "");
  const code = only(parameters, "code");
  demand(code, "no-code");
  const claims = await claimsFor(code);
  demand(typeof claims?.sub === "string" && claims.sub, "forged", "sub");
  return { who: { provider: attempt.provider, claims }, returnTo: attempt.returnTo };
};
