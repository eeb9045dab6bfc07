// Draws cards by satori and resvg: the title in bold, description, author and site, as its users do.
// Usage: satori.mjs CARDS.json FOLDER; CARDS.json has `cards` and the paths of `fonts` by weight.

import { readFileSync, writeFileSync } from "node:fs";
import { Resvg } from "@resvg/resvg-js";
import satori from "satori";

const [file, folder] = process.argv.slice(2);
const { cards, fonts } = JSON.parse(readFileSync(file, "utf-8"));
const loaded = fonts.map(({ name, path, weight }) => ({ name, weight, data: readFileSync(path) }));
const box = (style, children) => ({ type: "div", props: { style: { display: "flex", ...style }, children } });
const taken = [];

for (const [number, card] of cards.entries()) {
  const before = process.cpuUsage();
  const svg = await satori(
    box({ flexDirection: "column", justifyContent: "space-between", width: 1200, height: 630,
      padding: "68px 76px", background: "#fff", color: "#12161f", fontFamily: "Inter" }, [
      box({ fontSize: 32 }, card.site),
      box({ flexDirection: "column", width: 1048 }, [
        box({ fontSize: 76, fontWeight: 700, lineHeight: 1.14 }, card.title),
        box({ fontSize: 33, marginTop: 30, color: "#5b6270" }, card.description),
      ]),
      box({ fontSize: 28 }, card.author),
    ]),
    { width: 1200, height: 630, fonts: loaded },
  ).catch((error) => String(error));
  if (svg.startsWith("<svg")) {
    writeFileSync(`${folder}/${number}.png`, new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng());
  }
  const { user, system } = process.cpuUsage(before);
  taken.push({ milliseconds: (user + system) / 1000, failed: svg.startsWith("<svg") ? "" : svg });
}
process.stdout.write(JSON.stringify(taken));
