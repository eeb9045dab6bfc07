// @ts-check
/* What keeps somebody from being signed in. */

/** `code` is one word for it; `said` is what the provider said of it, to be shown as text only. */
export class Failure extends Error {
  /** @param {string} code @param {string} said */
  constructor(code, said = "") {
    super(said ? `${code}: ${said}` : code);
    this.code = code;
    this.said = said;
  }
}

/** @param {unknown} holds @param {string} code @param {string} [said] @returns {asserts holds} */
export function demand(holds, code, said) {
  if (!holds) throw new Failure(code, said);
}
