import posthtml from "posthtml";
import { bar, head, note, nothingFound, run } from "./work.mjs";

await run((text, page) => {
  const plugin = (tree) => {
    const found = nothingFound();
    const places = {};
    tree.walk((node) => {
      if (node.tag === "meta" || node.tag === "link") note(found, node.tag, node.attrs ?? {});
      else if (node.tag === "title" && !found.title) found.title = (node.content ?? []).join("");
      else if (node.tag === "head" || node.tag === "body") places[node.tag] ??= node;
      return node;
    });
    if (places.head) (places.head.content ??= []).push(head(found, page));
    if (places.body) (places.body.content ??= []).push(bar(page));
  };
  return posthtml([plugin]).process(text, { sync: true }).html;
});
