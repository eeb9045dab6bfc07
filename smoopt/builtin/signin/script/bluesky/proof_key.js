// @ts-check
/* The key to which tokens are bound, and proofs that one has it: https://www.rfc-editor.org/rfc/rfc9449
   It can be used, but read by nobody, and is kept while the reader is away. */
import { LIFETIME } from "../attempts.js";
import { random, toBase64Url } from "../encoding.js";
import { Failure, demand } from "../failure.js";
import { answerOf, jsonOf } from "../fetching.js";

const DATABASE = "smoopt.signin";
const KEYS = "keys";
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/** @typedef {import("../attempts.js").Attempt} Attempt */

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** @template T @param {(keys: IDBObjectStore) => Promise<T>} use */
const inStore = async (use) => {
  try {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(KEYS);
    const database = await done(request);
    try {
      return await use(database.transaction(KEYS, "readwrite").objectStore(KEYS));
    } finally {
      database.close();
    }
  } catch {
    throw new Failure("no-storage");
  }
};

/** @param {Attempt} attempt */
const placeOf = ({ begun, state }) => [begun, state];

/** Make the key of an attempt; those of attempts that are too old go. @param {Attempt} attempt */
export const makeKey = async (attempt) => {
  const key = await crypto.subtle.generateKey(ALGORITHM, false, ["sign"]);
  await inStore(async (keys) => {
    keys.delete(IDBKeyRange.upperBound([Date.now() - LIFETIME]));
    await done(keys.put(key, placeOf(attempt)));
  });
  return key;
};

/** Give the key of an attempt, which is gone then. @param {Attempt} attempt */
export const takeKey = (attempt) =>
  inStore(async (keys) => {
    const kept = done(keys.get(placeOf(attempt)));
    await done(keys.delete(placeOf(attempt)));
    return /** @type {CryptoKeyPair | undefined} */ (await kept);
  });

/** @param {object} part */
const encoded = (part) => toBase64Url(new TextEncoder().encode(JSON.stringify(part)));

/** @param {CryptoKeyPair} key @param {URL} address @param {string | null} nonce */
const proofOf = async ({ privateKey, publicKey }, address, nonce) => {
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", publicKey);
  const head = { typ: "dpop+jwt", alg: "ES256", jwk: { kty, crv, x, y } };
  const claims = {
    jti: random(),
    htm: "POST",
    htu: address.origin + address.pathname,
    iat: Math.floor(Date.now() / 1000),
    ...(nonce && { nonce }),
  };
  const text = `${encoded(head)}.${encoded(claims)}`;
  const bytes = new TextEncoder().encode(text);
  const signature = await crypto.subtle.sign(ALGORITHM, privateKey, bytes);
  return `${text}.${toBase64Url(new Uint8Array(signature))}`;
};

/**
 * Post a form with a proof. Servers want a nonce of theirs in it, and say which in the answer.
 * @param {CryptoKeyPair} key @param {URL} address @param {Record<string, string>} form
 */
export const postProved = async (key, address, form) => {
  /** @param {string | null} nonce */
  const post = async (nonce) => {
    const headers = { dpop: await proofOf(key, address, nonce) };
    return answerOf(address, { method: "POST", body: new URLSearchParams(form), headers });
  };
  const first = await post(null);
  const nonce = first.headers.get("dpop-nonce");
  const said = await first.clone().json().catch(() => null);
  const isAsked = nonce !== null && said?.error === "use_dpop_nonce";
  const answer = isAsked ? await post(nonce) : first;
  const given = await jsonOf(answer);
  /* https://atproto.com/specs/oauth#demonstrating-proof-of-possession-d-po-p (2026-12-01) */
  demand(answer.headers.has("dpop-nonce"), "forged", "dpop-nonce");
  return given;
};
