import type { Sample } from '@allclear/wire/agent.ts'
import { redact } from './redact.ts'

type Visitors = NonNullable<Sample['visitors']>
type Look = { readonly at: number; readonly requests: number; readonly failures: number; readonly urls: Counts; readonly addresses: Counts }
type Counts = Map<string, number>

const MINUTE_MS = 60_000
const MOST_KEYS = 10_000 // whoever asks for ever new addresses takes no more memory
const MOST_TOLD = 10
// The common and the combined format, with or without the host in front (Apache, "Log Files"; nginx writes the same).
const LINE = /^(?:\S+:\d+ )?(?<address>[\da-fA-F:.]+) \S+ [^[]*\[[^\]]*\] "[A-Z]+ (?<url>\S+)[^"]*" (?<status>\d{3}) /

/** Counts what the access logs say of the last minute (MON-6): how much is asked, how much fails, what is asked for most and by whom. */
export function watchVisitors() {
  let looks: Look[] = []
  return {
    hear(lines: readonly string[], at: number): void {
      const look = { at, requests: 0, failures: 0, urls: new Map<string, number>(), addresses: new Map<string, number>() }
      for (const line of lines) {
        const { address, url, status } = LINE.exec(line)?.groups ?? {}
        if (address === undefined) continue
        look.requests += 1
        if (status!.startsWith('5')) look.failures += 1
        add(look.urls, url!.split('?', 1)[0]!.slice(0, 200), 1) // what stands behind it may be a secret
        add(look.addresses, address, 1)
      }
      looks = [...looks.filter((one) => at - one.at < MINUTE_MS), look]
    },
    /** Null until a log was there to be read. */
    last(): Visitors | null {
      if (looks.length === 0) return null
      const sum = (of: (look: Look) => number) => looks.reduce((all, look) => all + of(look), 0)
      const most = (of: (look: Look) => Counts) => {
        const all: Counts = new Map()
        for (const look of looks) for (const [key, count] of of(look)) add(all, key, count)
        return [...all].sort((a, b) => b[1] - a[1]).slice(0, MOST_TOLD)
      }
      return {
        requests: sum(({ requests }) => requests),
        failures: sum(({ failures }) => failures),
        urls: most(({ urls }) => urls).map(([url, count]) => [redact(url).slice(0, 200), count]),
        addresses: most(({ addresses }) => addresses),
      }
    },
  }
}

function add(counts: Counts, key: string, more: number): void {
  const count = counts.get(key)
  if (count !== undefined || counts.size < MOST_KEYS) counts.set(key, (count ?? 0) + more)
}
