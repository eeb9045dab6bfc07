import { Parser } from "htmlparser2";
import { bar, head, note, nothingFound, run } from "./work.mjs";

await run((text, page) => {
  const found = nothingFound();
  let inTitle = false;
  let headEnd = -1;
  let bodyEnd = -1;
  const parser = new Parser({
    onopentag(tag, attributes) {
      inTitle = tag === "title" && !found.title;
      if (tag === "meta" || tag === "link") note(found, tag, attributes);
    },
    ontext(words) {
      if (inTitle) found.title += words;
    },
    onclosetag(tag, implied) {
      inTitle = false;
      if (implied) return;
      if (tag === "head" && headEnd < 0) headEnd = parser.startIndex;
      else if (tag === "body") bodyEnd = parser.startIndex;
    },
  });
  parser.end(text);
  if (headEnd < 0 || bodyEnd < headEnd) return text;
  return [
    text.slice(0, headEnd),
    head(found, page),
    text.slice(headEnd, bodyEnd),
    bar(page),
    text.slice(bodyEnd),
  ].join("");
});
