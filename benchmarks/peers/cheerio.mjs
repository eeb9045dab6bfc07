import { load } from "cheerio";
import { edit } from "./edit-cheerio.mjs";
import { run } from "./work.mjs";

await run((text, page) => edit(load(text), page));
