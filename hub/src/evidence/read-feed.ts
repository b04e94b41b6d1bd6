import type { Instant } from '../domain/instant.ts'
import { parseBounded } from './parse-bounded.ts'
import { collapse, readHtml } from './read-html.ts'
import { incident, maintenance } from './status-page.ts'
import type { Notice, StatusPage } from './status-page.ts'

const MOST_XML = 512 * 1024
const MOST_ITEMS = 50
const MOST_TEXT = 200
const RECENT_MS = 24 * 3_600_000 // what was posted before and never closed was forgotten, not endured

const CLOSED = /\b(resolved|completed|fixed|restored|post-?mortem|back to normal|has (now )?ended)\b/i
const MAINTENANCE = /\b(maintenance|scheduled|planned)\b/i
const BEGUN = /\b(in progress|started|begun|under way|underway)\b/i
const MAJOR = /\b(major|outage|down|unavailable|unreachable|offline)\b/i

type Item = { title: string; text: string; date: string }

/** Reads RSS or Atom: an entry of the last day that is not called resolved is unsolved. Null when the text is no feed. */
export function readFeed(xml: string, now: Instant): StatusPage | null {
  const items = itemsIn(xml.slice(0, MOST_XML))
  if (items === null) return null
  const notices = items.flatMap((item): Notice[] => {
    const since = Date.parse(item.date) as Instant
    const words = `${item.title} ${firstWords(item.text)}`
    if (Number.isNaN(since) || since < now - RECENT_MS || CLOSED.test(words)) return []
    const title = collapse(item.title).slice(0, MOST_TEXT)
    return [
      MAINTENANCE.test(item.title)
        ? maintenance(title, since, null, [], BEGUN.test(words))
        : incident(title, MAJOR.test(item.title) ? 'major' : 'degraded', since, []),
    ]
  })
  const active = notices.filter(({ begun }) => begun).map(({ state }) => state)
  const state = (['major', 'degraded', 'maintenance'] as const).find((one) => active.includes(one)) ?? 'operational'
  return { shape: 'rss', state, parts: [], notices }
}

// A status feed puts the newest update first.
const firstWords = (text: string) => readHtml(text.slice(0, 4000)).text.slice(0, 400)

function itemsIn(xml: string): Item[] | null {
  const items: Item[] = []
  let isFeed = false
  let item: Item | null = null
  let part: keyof Item | null = null
  const parts: Readonly<Record<string, keyof Item>> = {
    title: 'title',
    description: 'text',
    content: 'text',
    summary: 'text',
    pubdate: 'date',
    updated: 'date',
    published: 'date',
  }
  parseBounded(
    xml,
    {
      onopentag(name) {
        if (name === 'rss' || name === 'feed' || name === 'rdf:rdf') isFeed = true
        if ((name === 'item' || name === 'entry') && items.length < MOST_ITEMS) items.push((item = { title: '', text: '', date: '' }))
        part = parts[name] ?? null
        // Of `published` and `updated` the first stands.
        if (part === 'date' && item !== null && item.date !== '') part = null
      },
      onclosetag(name) {
        if (name === 'item' || name === 'entry') item = null
        part = null
      },
      ontext(text) {
        if (item !== null && part !== null && item[part].length < 8000) item[part] += text
      },
    },
    { xmlMode: true, lowerCaseTags: true },
  )
  return isFeed ? items : null
}
