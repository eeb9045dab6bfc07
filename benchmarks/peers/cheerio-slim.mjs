// cheerio with htmlparser2 in place of parse5: faster, and less close to what browsers do.
import { load } from "cheerio/slim";
import { edit } from "./edit-cheerio.mjs";
import { run } from "./work.mjs";

await run((text, page) => edit(load(text, { xml: { xmlMode: false } }), page));
