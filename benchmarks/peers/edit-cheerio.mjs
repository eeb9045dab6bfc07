import { bar, head, note, nothingFound } from "./work.mjs";

/** Do the work on a page loaded by cheerio. */
export function edit($, page) {
  const found = nothingFound();
  found.title = $("title").first().text();
  $("head meta, head link").each((_, element) => note(found, element.name, element.attribs));
  $("head").first().append(head(found, page));
  $("body").first().append(bar(page));
  return $.html();
}
