// @ts-check
/* Whose account it is: handles, DIDs and their documents.
   https://atproto.com/specs/handle, https://atproto.com/specs/did */
import { Failure, demand } from "../failure.js";
import { answerOf, fetchJson } from "../fetching.js";

const HOST = "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?";
const HANDLE = new RegExp(`^(?=.{1,253}$)${HOST}$`);
const DID = new RegExp(`^did:(?:plc:[a-z2-7]{24}|web:${HOST})$`);
const WEB = "did:web:";
const IN_ALIASES = "at://";

/** @typedef {{did: string, handle: string, server: string}} Account */

/** People copy handles with a sign in front, and with marks of direction. @param {string} typed */
export const plain = (typed) => typed.replace(/[\p{Cf}\s]/gu, "").replace(/^@/, "").toLowerCase();

/** @param {string} handle @param {string} resolver @returns {Promise<unknown>} */
const resolved = async (handle, resolver) => {
  if (resolver === "well-known") {
    const address = `https://${handle}/.well-known/atproto-did`;
    const answer = await answerOf(address, { redirect: "follow" });
    return answer.ok && (await answer.text()).trim();
  }
  const address = new URL("/xrpc/com.atproto.identity.resolveHandle", resolver);
  address.searchParams.set("handle", handle);
  return (await fetchJson(address)).did;
};

/** @param {string} handle @param {string} resolver @returns {Promise<string>} */
const didOf = async (handle, resolver) => {
  demand(HANDLE.test(handle), "unknown-handle", handle);
  const did = await resolved(handle, resolver).catch((failure) => {
    throw failure.code === "no-answer" ? new Failure("unknown-handle", handle) : failure;
  });
  demand(typeof did === "string" && DID.test(did), "unknown-handle", handle);
  return did;
};

/** @param {string} did @returns {Promise<Account>} `handle`: what the account says it is */
const documented = async (did) => {
  demand(DID.test(did), "forged", "did");
  const isWeb = did.startsWith(WEB);
  const said = await fetchJson(
    isWeb ? `https://${did.slice(WEB.length)}/.well-known/did.json` : `https://plc.directory/${did}`,
  );
  demand(said.id === did, "forged", "did");
  const service = [said.service]
    .flat()
    .find((each) => ["#atproto_pds", `${did}#atproto_pds`].includes(each?.id));
  demand(service?.type === "AtprotoPersonalDataServer", "no-server", did);
  const alias = [said.alsoKnownAs].flat().find((each) => String(each).startsWith(IN_ALIASES));
  const handle = String(alias ?? "").slice(IN_ALIASES.length).toLowerCase();
  return { did, handle, server: String(service.serviceEndpoint) };
};

/**
 * Give the account that a reader named, by handle or DID. Handle and account must name each other.
 * @param {string} name @param {string} resolver
 */
export const named = async (name, resolver) => {
  if (name.startsWith("did:")) return documented(name);
  const account = await documented(await didOf(name, resolver));
  demand(account.handle === name, "forged", "handle");
  return account;
};

/**
 * Give the account of a DID; its handle is empty unless that leads to it.
 * @param {string} did @param {string} resolver
 */
export const accountOf = async (did, resolver) => {
  const account = await documented(did);
  const found = await didOf(account.handle, resolver).catch(() => "");
  return { ...account, handle: found === did ? account.handle : "" };
};
