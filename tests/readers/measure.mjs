// Measures texts as X does, and counts their graphemes; reads a calendar.
//
// stdin: {"texts": […], "calendar": "…"}; stdout: {x: […], graphemes: […], events: […]}.

import { json } from 'node:stream/consumers'

import ICAL from 'ical.js'
import twitter from 'twitter-text'

const segments = new Intl.Segmenter('en', { granularity: 'grapheme' })
const { texts = [], calendar = '' } = await json(process.stdin)

const events = calendar
  ? new ICAL.Component(ICAL.parse(calendar)).getAllSubcomponents('vevent').map(component => {
      const event = new ICAL.Event(component)
      return {
        uid: event.uid,
        summary: event.summary,
        description: event.description,
        start: event.startDate.toString(),
        end: event.endDate.toString(),
        url: component.getFirstPropertyValue('url')
      }
    })
  : []
process.stdout.write(
  JSON.stringify({
    x: texts.map(text => twitter.parseTweet(text).weightedLength),
    graphemes: texts.map(text => [...segments.segment(text)].length),
    events
  })
)
