// rehype-meta writes what it knows; what it lacks of the twelve metas is added after it.
import { rehype } from "rehype";
import rehypeMeta from "rehype-meta";
import { bar, metas, note, nothingFound, run } from "./work.mjs";

const elements = function* (node) {
  if (node.type === "element") yield node;
  for (const child of node.children ?? []) yield* elements(child);
};
const first = (tree, tag) => {
  for (const node of elements(tree)) if (node.tagName === tag) return node;
};
const words = (node) => node.value ?? (node.children ?? []).map(words).join("");

function look(tree) {
  const found = nothingFound();
  for (const node of elements(tree)) {
    const { content, href, name, property, rel } = node.properties;
    if (node.tagName === "meta") note(found, "meta", { content, name, property: property?.[0] ?? property });
    else if (node.tagName === "link") note(found, "link", { href, rel: rel?.join(" ") });
    else if (node.tagName === "title" && !found.title) found.title = words(node);
  }
  return found;
}

const read = () => (tree, file) => {
  const { title, description, names } = look(tree);
  const { base, address } = file.data.page;
  file.data.meta = { title, description: description || title };
  if (names.has("canonical")) return; // rehype-meta would write its own over it
  file.data.meta.origin = base.replace(/\/$/, "");
  file.data.meta.pathname = `/${address.slice(base.length)}`;
};
const complete = () => (tree, file) => {
  const missing = metas(look(tree), file.data.page);
  const tags = missing.map(([attribute, name, content]) => ({
    type: "element",
    tagName: "meta",
    properties: { [attribute]: attribute === "property" ? [name] : name, content },
    children: [],
  }));
  first(tree, "head").children.push(...tags);
  first(tree, "body").children.push({ type: "raw", value: bar(file.data.page) });
};
const processor = rehype()
  .use(read)
  .use(rehypeMeta, { og: true, twitter: true, type: "article" })
  .use(complete)
  .data("settings", { allowDangerousHtml: true })
  .freeze();

await run((text, page) => String(processor.processSync({ value: text, data: { page } })));
