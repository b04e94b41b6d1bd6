import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Sample } from '@allclear/wire/agent.ts'
import { readText } from './files.ts'

type Service = NonNullable<Sample['services']>[number]
type Figures = ReadonlyMap<string, number>

const FOLDERS = ['/dev/shm/lsws/status', '/tmp/lshttpd']
const STALE_MS = 60_000 // it is written every ten seconds
const MOST_APPS = 10

/**
 * How busy LiteSpeed or OpenLiteSpeed is, by the report that each of its processes writes every ten seconds (`.rtreport`, `.rtreport.2` …; its
 * manual, "Real-Time Stats"): connections in use, and of each pool of PHP workers how many are busy and who waits.
 */
export function readLitespeed(now: number, folders: readonly string[] = FOLDERS): Service[] {
  const folder = folders.find((one) => reportsIn(one).length > 0)
  if (folder === undefined) return []
  const files = reportsIn(folder)
  const age = now - Math.max(...files.map((file) => statSync(file).mtimeMs))
  const about = { kind: 'web' as const, name: folder, waiting: null }
  if (age > STALE_MS) return [{ ...about, reachable: false, says: `its report is ${Math.round(age / 1000)} s old`, used: null }]
  const reports = files.map((file) => readText(file) ?? '')
  const all = added(reports.map((text) => figuresIn(text.split('\n').filter((line) => !/^(REQ_RATE|EXTAPP|BLOCKED_IP)/.test(line)).join('\n')))) // prettier-ignore
  const [plain, tls] = [usedOf(all, 'MAXCONN', 'AVAILCONN'), usedOf(all, 'MAXSSL_CONN', 'AVAILSSL')]
  const says = `${(all.get('PLAINCONN') ?? 0) + (all.get('SSLCONN') ?? 0)} connections`
  return [{ ...about, reachable: true, says, used: Math.max(plain, tls) }, ...appsIn(reports)]
}

// EXTAPP [LSAPI] [site] [name]: CMAXCONN: 35, EMAXCONN: 35, POOL_SIZE: 1, INUSE_CONN: 0, IDLE_CONN: 1, WAITQUE_DEPTH: 0, …
function appsIn(reports: readonly string[]): Service[] {
  const apps = new Map<string, Figures[]>()
  for (const [, site, name, rest] of reports.flatMap((text) => [
    ...text.matchAll(/^EXTAPP \[[^\]]*\] \[([^\]]*)\] \[([^\]]*)\]: (.*)$/gm),
  ])) {
    const key = [site, name].filter((one) => one !== '').join(' ')
    apps.set(key, [...(apps.get(key) ?? []), figuresIn(rest!)])
  }
  const services = [...apps].map(([name, parts]): Service => {
    const all = added(parts)
    const [busy, most] = [all.get('INUSE_CONN') ?? 0, all.get('EMAXCONN') ?? 0]
    const used = most > 0 ? Math.min(1, busy / most) : null
    return { kind: 'lsapi', name: name.slice(0, 200), reachable: true, says: `${busy} of ${most} workers`, used, waiting: all.get('WAITQUE_DEPTH') ?? null } // prettier-ignore
  })
  return services.sort((a, b) => (b.used ?? 0) - (a.used ?? 0)).slice(0, MOST_APPS)
}

const figuresIn = (text: string): Figures => new Map([...text.matchAll(/(\w+): (\d+(?:\.\d+)?)/g)].map(([, name, value]) => [name!, Number(value)])) // prettier-ignore

function added(all: readonly Figures[]): Figures {
  const sums = new Map<string, number>()
  for (const figures of all) for (const [name, value] of figures) sums.set(name, (sums.get(name) ?? 0) + value)
  return sums
}

function usedOf(all: Figures, most: string, free: string): number {
  const [limit, left] = [all.get(most) ?? 0, all.get(free) ?? 0]
  return limit > 0 ? Math.min(1, Math.max(0, 1 - left / limit)) : 0
}

function reportsIn(folder: string): string[] {
  try {
    return readdirSync(folder).flatMap((name) => (/^\.rtreport(\.\d+)?$/.test(name) ? [join(folder, name)] : [])) // prettier-ignore
  } catch {
    return []
  }
}
