import { RewritingStream } from "parse5-html-rewriting-stream";
import { bar, head, note, nothingFound, run } from "./work.mjs";

await run(async (text, page) => {
  const found = nothingFound();
  const written = [];
  const stream = new RewritingStream();
  let inTitle = false;
  stream.on("startTag", (tag, raw) => {
    inTitle = tag.tagName === "title" && !found.title;
    if (tag.tagName === "meta" || tag.tagName === "link")
      note(found, tag.tagName, Object.fromEntries(tag.attrs.map((item) => [item.name, item.value])));
    stream.emitRaw(raw);
  });
  stream.on("text", (token, raw) => {
    if (inTitle) found.title += token.text;
    stream.emitRaw(raw);
  });
  stream.on("endTag", (tag, raw) => {
    inTitle = false;
    if (tag.tagName === "head") stream.emitRaw(head(found, page));
    else if (tag.tagName === "body") stream.emitRaw(bar(page));
    stream.emitRaw(raw);
  });
  stream.on("data", (chunk) => written.push(chunk));
  const ended = new Promise((resolve) => stream.on("end", resolve));
  stream.end(text);
  await ended;
  return written.join("");
});
