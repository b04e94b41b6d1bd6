import { gather } from './imported.ts'
import type { Found, Imported } from './imported.ts'

type Cells = Readonly<Record<string, unknown>>

/** What the database of Uptime Kuma (1.23 and 2) holds, as far as anything here has a place for it. */
export type KumaFile = {
  readonly monitors: readonly Cells[]
  readonly tags: readonly { readonly monitor: number; readonly name: string; readonly value: string | null }[]
  readonly notifications: number
  readonly statusPages: number
  readonly maintenances: number
}

const PAGES = ['http', 'keyword', 'json-query', 'real-browser']
const CHECKS: Readonly<Record<string, string>> = {
  ...{ port: 'tcp', ping: 'ping', 'tailscale-ping': 'ping', dns: 'dns', smtp: 'smtp' },
  ...{ mysql: 'mysql', postgres: 'postgresql', redis: 'redis' },
}

/** Makes sites of the monitors of Uptime Kuma. A group becomes a tag; what is paused stays behind. */
export function importKuma({ monitors, tags, ...rest }: KumaFile): Imported {
  const left: Imported['left'][number][] = []
  const groups = new Map(monitors.filter(({ type }) => type === 'group').map((group) => [group['id'], group]))
  const found = monitors.flatMap((monitor): Found[] => {
    const { type, id } = monitor
    if (type === 'group') return []
    const from = `${String(type)} "${String(monitor['name'] ?? id)}"`
    const why = stays(monitor)
    if (why !== null) return (left.push({ from, why }), [])
    const own = tags.filter((tag) => tag.monitor === id).map(({ name, value }) => (value ? `${name}: ${value}` : name))
    return [{ from, ...looksAt(monitor), tags: [...groupsOf(monitor, groups), ...own] }]
  })
  const counted = [
    [rest.notifications, 'notifications', 'whom to tell, and how, is written in the file: people, escalation, channels'],
    [rest.statusPages, 'status pages', 'each partner and client has one of its own here'],
    [rest.maintenances, 'maintenance windows', 'plan them anew with their seven facts'],
  ] as const
  for (const [count, what, why] of counted) if (count > 0) left.push({ from: `${count} ${what}`, why })
  return gather(found, left)
}

function stays(monitor: Cells): string | null {
  const type = String(monitor['type'])
  if (!monitor['active']) return 'it is paused there'
  if (monitor['upside_down']) return 'it is well when the site is down'
  if (type === 'push') return 'it reports by itself: give its site the check "heartbeat", which has an address of its own'
  if (!PAGES.includes(type) && !(type in CHECKS)) return `there is no check of this kind here`
  if (!PAGES.includes(type) && hostOf(monitor) === null) return 'it names no host'
  return null
}

function looksAt(monitor: Cells): Omit<Found, 'from' | 'tags'> {
  const type = String(monitor['type'])
  const everySeconds = Number(monitor['interval'])
  if (PAGES.includes(type)) {
    const { status, loses } = statusOf(monitor)
    const isKeyword = type === 'keyword' && !monitor['invert_keyword']
    const contains = isKeyword ? String(monitor['keyword'] ?? '') : null
    return {
      check: 'http',
      url: String(monitor['url'] ?? ''),
      host: null,
      everySeconds,
      contains,
      status,
      loses: [...loses, ...losesOf(monitor)],
    }
  }
  const [host, port] = [hostOf(monitor), portOf(monitor)]
  const options = { ...(port !== null && type !== 'dns' && type !== 'ping' && { port }) }
  const loses = monitor['database_query'] ? ['the query: the server is only greeted'] : []
  return { check: CHECKS[type]!, url: null, host, options, everySeconds, loses }
}

function statusOf(monitor: Cells): { status: number | null; loses: string[] } {
  const codes = listIn(monitor['accepted_statuscodes_json'])
  if (codes.length === 0 || (codes.length === 1 && codes[0] === '200-299')) return { status: null, loses: [] }
  if (codes.length === 1 && /^\d{3}$/.test(codes[0]!)) return { status: Number(codes[0]), loses: [] }
  return { status: null, loses: [`the statuses ${codes.join(', ')}; here every 2xx is well`] }
}

function losesOf(monitor: Cells): string[] {
  const loses: readonly (readonly [boolean, string])[] = [
    [monitor['type'] === 'keyword' && Boolean(monitor['invert_keyword']), 'the word that must be missing'],
    [monitor['type'] === 'json-query', 'the question to the JSON'],
    [monitor['type'] === 'real-browser', 'the browser: the page is read, not drawn'],
    [(monitor['method'] ?? 'GET') !== 'GET', `the method ${String(monitor['method'])}`],
    [Boolean(monitor['headers']), 'the headers it sends'],
    [Boolean(monitor['body']), 'the body it sends'],
    [Boolean(monitor['auth_method'] || monitor['basic_auth_user']), 'its login'],
    [Boolean(monitor['proxy_id']), 'the proxy'],
    [Boolean(monitor['ignore_tls']), 'that it overlooks a wrong certificate'],
  ]
  return loses.flatMap(([is, what]) => (is ? [what] : []))
}

// A connection string has a password in it: only its host and port are read.
function hostOf(monitor: Cells): string | null {
  const text = String(monitor['hostname'] ?? '') || (URL.parse(String(monitor['database_connection_string'] ?? ''))?.hostname ?? '')
  return text === '' ? null : text
}

function portOf(monitor: Cells): number | null {
  const port = Number(monitor['port']) || Number(URL.parse(String(monitor['database_connection_string'] ?? ''))?.port)
  return port > 0 ? port : null
}

function groupsOf(monitor: Cells, groups: ReadonlyMap<unknown, Cells>, depth = 5): string[] {
  const group = groups.get(monitor['parent'])
  return !group || depth === 0 ? [] : [...groupsOf(group, groups, depth - 1), String(group['name'] ?? '')]
}

function listIn(text: unknown): string[] {
  try {
    const read: unknown = JSON.parse(String(text ?? '[]'))
    return Array.isArray(read) ? read.map(String) : []
  } catch {
    return []
  }
}
