// Reads built pages as three libraries see them, and prints what each found as JSON.
//
// stdin: [{"file": …, "url": …}]; stdout: {file: {ogs, metascraper, unfurl}}.
// Nothing is fetched: each library is given the page, and a connection would be an error.

import { readFile } from 'node:fs/promises'
import { Socket } from 'node:net'
import { json } from 'node:stream/consumers'

import metascraper from 'metascraper'
import author from 'metascraper-author'
import date from 'metascraper-date'
import description from 'metascraper-description'
import image from 'metascraper-image'
import lang from 'metascraper-lang'
import publisher from 'metascraper-publisher'
import title from 'metascraper-title'
import url from 'metascraper-url'
import ogs from 'open-graph-scraper'
import unfurling from 'unfurl.js'

const refuse = () => {
  throw new Error('a reader tried to fetch something')
}
Socket.prototype.connect = refuse
globalThis.fetch = refuse

const scrape = metascraper([
  author(),
  date({ datePublished: true, dateModified: true }),
  description(),
  image(),
  lang(),
  publisher(),
  title(),
  url()
])

const read = async page => {
  const bytes = await readFile(page.file)
  const html = bytes.toString('utf8')
  const respond = async () =>
    new Response(bytes, { headers: { 'content-type': 'text/html; charset=utf-8' } })
  // Without its fallbacks: it is to say what the tags say.
  const { result } = await ogs({ html, onlyGetOpenGraphInfo: true })
  return {
    ogs: result,
    metascraper: await scrape({ html, url: page.url }),
    unfurl: await unfurling.unfurl(page.url, { fetch: respond, oembed: false })
  }
}

const found = {}
for (const page of await json(process.stdin)) found[page.file] = await read(page)
process.stdout.write(JSON.stringify(found))
