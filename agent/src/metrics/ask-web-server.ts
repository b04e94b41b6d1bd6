import type { Sample } from '@allclear/wire/agent.ts'
import { converse } from './converse.ts'

type Service = NonNullable<Sample['services']>[number]

// Where distributions and panels put it (nginx, "ngx_http_stub_status_module"; Apache, "mod_status").
const PLACES = ['nginx_status', 'stub_status', 'basic_status', 'server-status?auto'].map((path) => `http://127.0.0.1/${path}`)
const AGAIN_MS = 3_600_000

/**
 * How busy nginx or Apache is, by the page that it keeps for that where it is open on loopback. Looked for once an hour, so that the access log is
 * not filled with what is not there.
 */
export function createWebServerLook(own: readonly string[] = [], places: readonly string[] = PLACES) {
  let found: string | null = null
  let soughtAt = -Infinity
  return {
    async ask(now: number): Promise<Service[]> {
      if (found !== null) return askOne(found)
      if (now - soughtAt < AGAIN_MS) return []
      soughtAt = now
      for (const url of [...own, ...places].filter(isOfThisHost)) {
        const services = await askOne(url)
        if (!services.some(({ reachable }) => reachable)) continue
        found = url
        return services
      }
      return []
    },
  }
}

const isOfThisHost = (url: string) => URL.canParse(url) && /^(127(\.\d+){3}|localhost)$/.test(new URL(url).hostname) && url.startsWith('http:') // prettier-ignore

async function askOne(url: string): Promise<Service[]> {
  const { hostname: host, port, pathname, search } = new URL(url)
  const words = Buffer.from(`GET ${pathname}${search} HTTP/1.0\r\nHost: localhost\r\nUser-Agent: allclear-agent\r\n\r\n`)
  const about = { kind: 'web' as const, name: url }
  const place = { host, port: Number(port || 80) }
  const heard = await converse(place, words, (all, _, isEnd) => (isEnd && all.length > 0 ? all.toString('latin1') : null))
  if (!heard.ok) return [{ ...about, reachable: false, says: heard.why, used: null, waiting: null }]
  const seen = readStatusPage(heard.seen)
  return seen ? [{ ...about, reachable: true, ...seen }] : []
}

/** What the page says; null for any other page. */
export function readStatusPage(answer: string): Pick<Service, 'says' | 'used' | 'waiting'> | null {
  const active = /^Active connections: (\d+)/m.exec(answer)?.[1]
  if (active !== undefined) return { says: `${active} connections`, used: null, waiting: null }
  const [board, busy] = [/^Scoreboard: (\S+)/m.exec(answer)?.[1], /^BusyWorkers: (\d+)/m.exec(answer)?.[1]]
  if (board === undefined || busy === undefined) return null
  return { says: `${busy} of ${board.length} workers`, used: Math.min(1, Number(busy) / board.length), waiting: null }
}
