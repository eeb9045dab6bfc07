// What every peer does apart from the HTML: walking, reading, writing, and the words to put in.
// work.py does the same in Python.
import fs from "node:fs";
import path from "node:path";

const BAR = fs.readFileSync(new URL("bar.html", import.meta.url), "utf8");
const ENTITIES = { "&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;" };

export const escape = (text) => text.replace(/[&"<>]/g, (sign) => ENTITIES[sign]);

/** What is to be found in a page, filled in by `note` and by whoever reads the title. */
export const nothingFound = () => ({ title: "", description: "", names: new Set() });

/** Take note of a <meta> or <link> by its attributes. */
export function note(found, tag, attributes) {
  if (tag === "link") {
    if (attributes.rel === "canonical") found.names.add("canonical");
    return;
  }
  const name = attributes.property ?? attributes.name;
  if (name === undefined) return;
  found.names.add(name);
  if (name === "description") found.description = attributes.content ?? "";
}

/** The twelve metas as [attribute, name, content], without those that the page has. */
export function metas(found, page) {
  const title = found.title.replace(/\s+/g, " ").trim();
  const description = found.description || title;
  const image = `${page.base}card.png`;
  return [
    ["property", "og:type", "article"],
    ["property", "og:title", title],
    ["property", "og:description", description],
    ["property", "og:url", page.address],
    ["property", "og:site_name", "Example"],
    ["property", "og:locale", "en_GB"],
    ["property", "og:image", image],
    ["property", "og:image:alt", title],
    ["name", "twitter:card", "summary_large_image"],
    ["name", "twitter:title", title],
    ["name", "twitter:description", description],
    ["name", "twitter:image", image],
  ].filter(([, name]) => !found.names.has(name));
}

/** The tags that go to the end of the head. */
export function head(found, page) {
  const tags = metas(found, page).map(
    ([attribute, name, content]) => `<meta ${attribute}="${name}" content="${escape(content)}">\n`,
  );
  if (!found.names.has("canonical"))
    tags.push(`<link rel="canonical" href="${escape(page.address)}">\n`);
  return tags.join("");
}

/** The bar that goes to the end of the body, 1.5 KB. */
export const bar = (page) => BAR.replaceAll("{address}", encodeURIComponent(page.address));

/** Run `rewrite(text, page)` over all pages: node PEER.mjs SITE OUT ADDRESS. */
export async function run(rewrite, encoding = "utf8") {
  const [site, out, base] = process.argv.slice(2);
  const made = new Set();
  for (const file of walk(site, "")) {
    const page = { base, address: base + file };
    const written = await rewrite(fs.readFileSync(path.join(site, file), encoding), page);
    const target = path.join(out, file);
    const folder = path.dirname(target);
    if (!made.has(folder)) {
      fs.mkdirSync(folder, { recursive: true });
      made.add(folder);
    }
    fs.writeFileSync(target, written);
  }
}

function* walk(site, folder) {
  for (const entry of fs.readdirSync(path.join(site, folder), { withFileTypes: true })) {
    const name = folder + entry.name;
    if (entry.isDirectory()) yield* walk(site, `${name}/`);
    else if (name.endsWith(".html")) yield name;
  }
}
