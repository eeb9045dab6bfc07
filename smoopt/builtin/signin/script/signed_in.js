// @ts-check
/* Who is signed in, as long as the tab is open. */
import { Failure } from "./failure.js";

const KEY = "smoopt.signin";

/** @typedef {{provider: string, claims: Record<string, any>}} Who */

/**
 * Use the tab's storage, which readers can forbid, and which can be full.
 * @template T @param {() => T} use
 */
export const stored = (use) => {
  try {
    return use();
  } catch {
    throw new Failure("no-storage");
  }
};

/** @returns {Who | null} */
export const whoIsSignedIn = () => {
  try {
    const who = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return typeof who?.claims?.sub === "string" ? who : null;
  } catch {
    return null;
  }
};

/** @param {Who} who */
export const keep = (who) => stored(() => sessionStorage.setItem(KEY, JSON.stringify(who)));

export const forget = () => sessionStorage.removeItem(KEY);

/** What to call somebody. @param {Who} who */
export const nameOf = ({ claims }) => {
  const names = [claims.name, claims.preferred_username, claims.email, claims.sub];
  return names.find((name) => typeof name === "string" && name.trim()) ?? "";
};
