import { HTMLRewriter } from "html-rewriter-wasm";
import { bar, head, note, nothingFound, run } from "./work.mjs";

const asMarkup = { html: true };
const NAMES = ["name", "property", "content", "rel"];

await run(async (data, page) => {
  const found = nothingFound();
  const written = [];
  const rewriter = new HTMLRewriter((chunk) => written.push(Buffer.from(chunk)));
  rewriter.on("head", {
    element: (element) =>
      element.onEndTag((end) => end.before(head(found, page), asMarkup)),
  });
  rewriter.on("head > title", { text: (part) => void (found.title += part.text) });
  rewriter.on("head > meta, head > link", {
    element(element) {
      const pairs = NAMES.map((name) => [name, element.getAttribute(name) ?? undefined]);
      note(found, element.tagName, Object.fromEntries(pairs));
    },
  });
  rewriter.on("body", { element: (element) => void element.append(bar(page), asMarkup) });
  try {
    await rewriter.write(data);
    await rewriter.end();
  } finally {
    rewriter.free();
  }
  return Buffer.concat(written);
}, null);
