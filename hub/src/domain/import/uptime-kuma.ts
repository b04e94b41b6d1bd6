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
const ADDRESSES = ['A', 'AAAA', 'CNAME']
const MOST_REDIRECTS = 5
const PLAIN_PATH = /^(\$\.)?[a-z_]\w*(\[\d+\])*(\.[a-z_]\w*(\[\d+\])*){0,8}$/i
const DATABASES = ['mysql', 'postgres', 'redis']
const TLS: Readonly<Record<string, string>> = { secure: 'implicit', starttls: 'starttls' }
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
    const above = groupsOf(monitor, groups)
    const why = above.some(({ active }) => !active) ? 'its group is paused there' : stays(monitor)
    if (why !== null) return (left.push({ from, why }), [])
    const own = tags.filter((tag) => tag.monitor === id).map(({ name, value }) => (value ? `${name}: ${value}` : name))
    return [{ from, ...looksAt(monitor), tags: [...above.map(({ name }) => String(name ?? '')), ...own] }]
  })
  const counted = [
    [rest.notifications, 'notification', 'whom to tell, and how, is written in the file: people, escalation, channels'],
    [rest.statusPages, 'status page', 'each partner and client has one of its own here'],
    [rest.maintenances, 'maintenance window', 'plan them anew with their seven facts'],
  ] as const
  for (const [count, what, why] of counted) if (count > 0) left.push({ from: `${count} ${what}${count === 1 ? '' : 's'}`, why })
  return gather(found, left)
}

function stays(monitor: Cells): string | null {
  const type = String(monitor['type'])
  if (!monitor['active']) return 'it is paused there'
  if (monitor['upside_down']) return 'it is well when the site is down'
  if (type === 'push') return 'it reports by itself: give its site the check "heartbeat", which has an address of its own'
  if (!PAGES.includes(type) && !(type in CHECKS)) return 'there is no check of this kind here'
  if (type === 'dns' && !ADDRESSES.includes(recordOf(monitor)))
    return `only the addresses of a name are asked here, not its ${recordOf(monitor)}`
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
      options: pageOptions(monitor),
      everySeconds,
      contains,
      status,
      loses: [...loses, ...losesOf(monitor)],
    }
  }
  const [host, port, tls] = [hostOf(monitor), portOf(monitor), TLS[String(monitor['smtp_security'])]]
  const options = { ...(port !== null && { port }), ...(type === 'smtp' && tls !== undefined && { tls }) }
  const loses = [
    ...(monitor['database_query'] ? ['the query: the server is only greeted'] : []),
    ...(hasConditions(monitor) ? ['its conditions'] : []),
  ]
  return { check: CHECKS[type]!, url: null, host, options, everySeconds, loses }
}

// It follows ten redirects where nobody said otherwise; five is the most here.
function pageOptions(monitor: Cells): Readonly<Record<string, unknown>> {
  const redirects = Number(monitor['maxredirects'] ?? MOST_REDIRECTS)
  const json = jsonOf(monitor)
  return { ...(redirects < MOST_REDIRECTS && { redirects }), ...(json !== null && { json }) }
}

/**
 * What a JSON answer must hold, where JSONata asks for no more than a place in it. It compares texts and we compare values: a number may
 * stand there as either, so it is not guessed.
 */
function jsonOf(monitor: Cells): Readonly<Record<string, string | boolean>> | null {
  const [path, value] = [String(monitor['json_path'] ?? ''), String(monitor['expected_value'] ?? '')]
  const isPlain = PLAIN_PATH.test(path) && (monitor['json_path_operator'] ?? '==') === '==' && !hasConditions(monitor)
  if (monitor['type'] !== 'json-query' || !isPlain || value === '' || !Number.isNaN(Number(value))) return null
  const key = path.replace(/^\$\./, '').replace(/\[(\d+)\]/g, '.$1')
  return { [key]: value === 'true' || value === 'false' ? value === 'true' : value }
}

const hasConditions = (monitor: Cells) => listIn(monitor['conditions']).length > 0

function statusOf(monitor: Cells): { status: number | null; loses: string[] } {
  const codes = listIn(monitor['accepted_statuscodes_json'])
  if (codes.length === 0 || (codes.length === 1 && codes[0] === '200-299')) return { status: null, loses: [] }
  if (codes.length === 1 && /^\d{3}$/.test(codes[0]!)) return { status: Number(codes[0]), loses: [] }
  return { status: null, loses: [`the statuses ${codes.join(', ')}; here every 2xx is well`] }
}

function losesOf(monitor: Cells): string[] {
  const loses: readonly (readonly [boolean, string])[] = [
    [monitor['type'] === 'keyword' && Boolean(monitor['invert_keyword']), 'the word that must be missing'],
    [monitor['type'] === 'json-query' && jsonOf(monitor) === null, 'the question to the JSON'],
    [monitor['type'] !== 'json-query' && hasConditions(monitor), 'its conditions'],
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

// Of a database only the connection string counts: host and port beside it may be left over from another kind the monitor had before.
// It has a password in it: only its host and port are read.
function hostOf(monitor: Cells): string | null {
  const text = isDatabase(monitor) ? connection(monitor)?.hostname : monitor['hostname']
  return text ? String(text) : null
}

// Its form gives DNS a port, that of the resolver, and keeps it when the kind is changed.
function portOf(monitor: Cells): number | null {
  const type = String(monitor['type'])
  const port = Number(isDatabase(monitor) ? connection(monitor)?.port : type === 'port' || type === 'smtp' ? monitor['port'] : 0)
  return port > 0 ? port : null
}

const isDatabase = ({ type }: Cells) => DATABASES.includes(String(type))
const connection = (monitor: Cells) => URL.parse(String(monitor['database_connection_string'] ?? ''))
const recordOf = (monitor: Cells) => String(monitor['dns_resolve_type'] ?? 'A')

/** The groups a monitor stands in, the outermost first. */
function groupsOf(monitor: Cells, groups: ReadonlyMap<unknown, Cells>, depth = 5): Cells[] {
  const group = groups.get(monitor['parent'])
  return !group || depth === 0 ? [] : [...groupsOf(group, groups, depth - 1), group]
}

function listIn(text: unknown): string[] {
  try {
    const read: unknown = JSON.parse(String(text ?? '[]'))
    return Array.isArray(read) ? read.map(String) : []
  } catch {
    return []
  }
}
