// @ts-check
/* Attempts to sign in that have begun: each is kept under its state until it is answered, once. */
import { random } from "./encoding.js";
import { demand } from "./failure.js";
import { stored } from "./signed_in.js";

const PREFIX = "smoopt.signin.attempt.";
export const LIFETIME = 10 * 60 * 1000;

/**
 * @typedef {{
 *   provider: string, state: string, nonce: string, verifier: string,
 *   returnTo: string, begun: number, issuer?: string, did?: string,
 * }} Attempt `issuer` and `did`: where it is not smoopt.toml that names them
 */

/** @param {number} begun */
const isAlive = (begun) => Date.now() >= begun && Date.now() - begun < LIFETIME;

const forgetOld = () => {
  for (const key of Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX))) {
    if (!isAlive(JSON.parse(sessionStorage[key]).begun)) sessionStorage.removeItem(key);
  }
};

/**
 * @param {string} provider @param {string} returnTo @param {Partial<Attempt>} [more]
 * @returns {Attempt}
 */
export const begin = (provider, returnTo, more) => {
  stored(forgetOld);
  const [state, nonce, verifier] = [random(), random(), random()];
  const attempt = { provider, state, nonce, verifier, returnTo, begun: Date.now(), ...more };
  stored(() => sessionStorage.setItem(PREFIX + state, JSON.stringify(attempt)));
  return attempt;
};

/**
 * Give the attempt that a state belongs to. It is gone from then on, whatever comes of it.
 * @param {string} state @returns {Attempt}
 */
export const take = (state) => {
  const kept = stored(() => sessionStorage.getItem(PREFIX + state));
  sessionStorage.removeItem(PREFIX + state);
  demand(kept !== null, "unknown-state");
  const attempt = JSON.parse(kept);
  demand(isAlive(attempt.begun), "expired");
  return attempt;
};
