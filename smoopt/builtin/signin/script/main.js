// @ts-check
/* What happens when: on a click, on the callback page, and on every page for who is signed in. */
import { authorizationAddress, finished } from "./code_flow.js";
import { askedByBrowser } from "./fedcm.js";
import { flowOf } from "./other_flow.js";
import { forget, keep, whoIsSignedIn } from "./signed_in.js";
import { sayNothing, sayWhy, show } from "./sign_in_bar.js";

/** @typedef {import("./code_flow.js").Config} Config */

const BUTTONS = '[data-smoopt="signin"] :is([data-provider], [data-sign-out]):not(form)';
/* Other addresses of the page may have a state, too, but none like those that are made here. */
const OF_A_STATE = /^[\w-]{43}$/;
const { closest } = Element.prototype;
const { dispatchEvent } = EventTarget.prototype;

/** @param {string} name @param {unknown} [detail] */
const tell = (name, detail) => dispatchEvent.call(document, new CustomEvent(name, { detail }));

const showWho = () => {
  const who = whoIsSignedIn();
  show(who);
  return who;
};

/** Where the reader was: an address of this site, whatever was kept. @param {string} address */
const within = (address) => {
  const url = new URL(address, location.origin);
  return url.origin === location.origin ? url : new URL(location.origin);
};

/** @param {Config} config @param {string} id @param {string} [name] */
const leave = async (config, id, name = "") => {
  sayNothing();
  location.assign(await authorizationAddress(config, id, location.href, name));
};

/** @param {Config} config @param {string} id @param {HTMLElement} button */
const signIn = async (config, id, button) => {
  const provider = config.providers[id];
  if (provider.asks) {
    const flow = await flowOf(config, provider);
    flow.ask(button, (/** @type {string} */ name) => leave(config, id, name).catch(sayWhy));
    return;
  }
  const who = await askedByBrowser(id, provider);
  if (who) {
    keep(who);
    tell("smoopt:signin", showWho());
    return;
  }
  await leave(config, id);
};

const signOut = () => {
  forget();
  showWho();
  tell("smoopt:signout");
};

/** @param {Config} config */
const comeBack = async (config) => {
  const parameters = new URLSearchParams(location.search);
  /* The code must not stay where other scripts, or a link's referrer, could tell it. The address
     is absolute because the page may have another base. */
  const here = location.origin + location.pathname;
  history.replaceState(history.state, "", here);
  const { who, returnTo } = await finished(config, parameters);
  keep(who);
  const back = within(returnTo);
  location.replace(back);
  /* To go to a part of this page loads nothing. */
  if (back.href.startsWith(`${here}#`)) tell("smoopt:signin", showWho());
};

/** Hosts lead from one address of a page to another of it: `/a.html` to `/a`. @param {string} path */
const bare = (path) => path.replace(/(\/index)?\.html?$|\/$/, "");

/** @param {Config} config */
const isAnswered = (config) => {
  const { origin, pathname } = new URL(config.callback);
  return (
    location.origin === origin &&
    bare(location.pathname) === bare(pathname) &&
    OF_A_STATE.test(new URLSearchParams(location.search).get("state") ?? "")
  );
};

/** The button that was pressed; a link may be meant for another tab. @param {MouseEvent} event */
const pressed = (event) => {
  const { target, button, ctrlKey, metaKey, shiftKey, altKey } = event;
  if (button || ctrlKey || metaKey || shiftKey || altKey) return null;
  const found = target instanceof Element && closest.call(target, BUTTONS);
  return found instanceof HTMLElement ? found : null;
};

/** @param {Omit<Config, "shared">} known @param {object} [shared] what flows of other files need */
export const main = (known, shared = {}) => {
  const config = { ...known, shared };
  /* A router that brings in another page may run this file again. */
  const once = Symbol.for("smoopt.signin");
  if (once in window) return;
  Object.defineProperty(window, once, { value: true });
  /* Elsewhere, in a preview say, the provider would send readers back to another site. */
  const isHere = new URL(config.callback).origin === location.origin;
  if (!isHere || !isSecureContext) return;

  /** @type {string | undefined} */
  let asked;
  addEventListener("click", (event) => {
    const button = pressed(event);
    const id = button?.dataset.provider;
    if (button && id === undefined) signOut();
    if (id === undefined || !Object.hasOwn(config.providers, id)) return;
    event.preventDefault();
    /* The second click of two would close the browser's dialog, and lead away. */
    if (asked === id) return;
    asked = id;
    signIn(config, id, button)
      .catch(sayWhy)
      .finally(() => {
        asked = undefined;
      });
  });

  if (isAnswered(config)) comeBack(config).catch(sayWhy);
  const who = showWho();
  if (who) tell("smoopt:signin", who);
  /* Bars come with what a router brings; a page may come back as it was left. */
  new MutationObserver(showWho).observe(document, { childList: true, subtree: true });
  addEventListener("pageshow", showWho);
};
