// @ts-check
/* Flows that are not in this file: such a file is fetched when somebody signs in by it. */
import { Failure } from "./failure.js";

/**
 * Give the flow of a provider that has one of its own. The address of its file is relative to that
 * of this script, whatever base a page has.
 * @param {import("./code_flow.js").Config} config
 * @param {import("./provider_metadata.js").Provider} provider
 * @returns {Promise<any>}
 */
export const flowOf = async ({ shared }, { flow }) => {
  if (!flow) return null;
  const file = await import(flow).catch(() => {
    throw new Failure("unreachable", flow);
  });
  return file.default(shared);
};
