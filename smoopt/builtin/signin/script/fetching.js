// @ts-check
/* Requests to providers, and to the author's own back end. */
import { Failure, demand } from "./failure.js";

/* Without TLS, only this computer itself: https://www.rfc-editor.org/rfc/rfc8252#section-8.3 */
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];
const MOST_MILLISECONDS = 15000;

/**
 * Read an absolute address. What a provider does not say, or says relatively, is none: it must not
 * become an address of this site.
 * @param {unknown} address @returns {URL}
 */
export const secure = (address) => {
  demand(URL.canParse(String(address)), "insecure", String(address));
  const url = new URL(String(address));
  const isSecure =
    url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.includes(url.hostname));
  demand(isSecure, "insecure", url.origin);
  return url;
};

/**
 * Ask. Nothing goes along that tells who asks, and no redirect leads elsewhere.
 * @param {unknown} address @param {RequestInit} [more]
 */
export const answerOf = (address, more) =>
  fetch(secure(address), {
    credentials: "omit",
    referrerPolicy: "no-referrer",
    redirect: "error",
    cache: "no-store",
    signal: AbortSignal.timeout(MOST_MILLISECONDS),
    ...more,
  }).catch(() => {
    throw new Failure("unreachable", secure(address).origin);
  });

/** @param {Response} answer @returns {Promise<any>} */
export const jsonOf = async (answer) => {
  const said = await answer.json().catch(() => null);
  const isObject = typeof said === "object" && said !== null;
  demand(answer.ok && isObject, "no-answer", String(said?.error ?? answer.status));
  return said;
};

/** @param {unknown} address @param {RequestInit} [more] */
export const fetchJson = async (address, more) => jsonOf(await answerOf(address, more));

/** @param {unknown} address @param {Record<string, string>} form @param {RequestInit} [more] */
export const postForm = (address, form, more) =>
  fetchJson(address, { method: "POST", body: new URLSearchParams(form), ...more });
