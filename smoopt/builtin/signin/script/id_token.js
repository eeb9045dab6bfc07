// @ts-check
/* ID tokens: nothing in one counts until all of it has been checked.
   https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation */
import { fromBase64Url } from "./encoding.js";
import { Failure, demand } from "./failure.js";

/* A closed list: neither `none`, nor HS256 with a public key in place of a secret, is in it. */
/** @type {Record<string, {type: object, parts: string[], key: any}>} */
const ALGORITHMS = {
  RS256: {
    type: { kty: "RSA" },
    parts: ["kty", "n", "e"],
    key: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
  },
  ES256: {
    type: { kty: "EC", crv: "P-256" },
    parts: ["kty", "crv", "x", "y"],
    key: { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" },
  },
};
/* https://www.rfc-editor.org/rfc/rfc7518#section-3.3 */
const FEWEST_BITS = 2048;
/* How far clocks may differ, in seconds: https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4 speaks
   of a few minutes, and https://github.com/googleapis/google-auth-library-nodejs takes these
   (2026-12-01). */
const LEEWAY = 300;

/** @typedef {{issuer: string, clientId: string, nonce: string, now: number}} Expected */

/** @param {string} part */
const decoded = (part) => {
  try {
    const said = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(fromBase64Url(part)));
    if (typeof said === "object" && said !== null) return said;
  } catch {
    /* It is said below. */
  }
  throw new Failure("forged", "format");
};

/** The one key that may have signed it. @param {any} header @param {any[]} keys */
const keyFor = (header, keys) => {
  const { type } = ALGORITHMS[header.alg];
  const fitting = keys.filter(
    (key) =>
      Object.entries(type).every(([name, value]) => key?.[name] === value) &&
      (key.use ?? "sig") === "sig" &&
      (key.alg ?? header.alg) === header.alg &&
      (header.kid === undefined || key.kid === header.kid),
  );
  demand(fitting.length === 1, "forged", "key");
  return fitting[0];
};

/** @param {string[]} parts @param {any} header @param {any[]} keys */
const checkSignature = async ([head, body, signature], header, keys) => {
  const { parts, key: algorithm } = ALGORITHMS[header.alg];
  const jwk = keyFor(header, keys);
  const publicPart = Object.fromEntries(parts.map((name) => [name, jwk[name]]));
  const isSigned = await crypto.subtle
    .importKey("jwk", publicPart, algorithm, false, ["verify"])
    .then((key) => {
      const bits = /** @type {any} */ (key.algorithm).modulusLength ?? FEWEST_BITS;
      const text = new TextEncoder().encode(`${head}.${body}`);
      const signed = crypto.subtle.verify(algorithm, key, fromBase64Url(signature), text);
      return bits >= FEWEST_BITS && signed;
    })
    .catch(() => false);
  demand(isSigned, "forged", "signature");
};

/** @param {any} claims @param {Expected} expected */
const checkClaims = (claims, { issuer, clientId, nonce, now }) => {
  const audience = [claims.aud].flat();
  demand(claims.iss === issuer, "forged", "iss");
  demand(audience.includes(clientId), "forged", "aud");
  demand((claims.azp ?? clientId) === clientId, "forged", "azp");
  demand(audience.length === 1 || claims.azp, "forged", "azp");
  demand(typeof nonce === "string" && claims.nonce === nonce, "forged", "nonce");
  demand(typeof claims.sub === "string" && claims.sub, "forged", "sub");
  demand(Number.isFinite(claims.exp) && Number.isFinite(claims.iat), "forged", "exp");
  demand(claims.exp > now - LEEWAY, "expired");
  demand(claims.iat < now + LEEWAY && (claims.nbf ?? now) < now + LEEWAY, "forged", "iat");
};

/**
 * Give the claims of a token that is what it should be; throws a Failure for any other.
 * @param {unknown} token @param {Expected} expected `now` in seconds
 * @param {() => Promise<any[]>} fetchKeys the provider's public keys, as JWKs
 */
export const verified = async (token, expected, fetchKeys) => {
  const parts = String(token).split(".");
  demand(parts.length === 3 && parts.every((part) => /^[\w-]+$/.test(part)), "forged", "format");
  const [header, claims] = [decoded(parts[0]), decoded(parts[1])];
  demand(Object.hasOwn(ALGORITHMS, header.alg) && !("crit" in header), "forged", "alg");
  checkClaims(claims, expected);
  await checkSignature(parts, header, await fetchKeys());
  return claims;
};
