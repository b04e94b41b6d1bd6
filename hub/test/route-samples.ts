import type { Route } from '../src/http/route.ts'

/** Whose the things are that a request names: of Brightside, of Fjord, or of nobody. */
export type Side = 'own' | 'foreign' | 'unknown'

const PARAMS: Readonly<Record<string, Readonly<Record<Side, string>>>> = {
  incident: { own: '2', foreign: '3', unknown: '998' },
  task: { own: 'follow-through', foreign: 'follow-through', unknown: 'follow-through' },
  site: { own: 'cornerbakery.example', foreign: 'pinecabins.example', unknown: 'nobody.example' },
  person: { own: 'ana', foreign: 'kofi', unknown: 'nobody' },
  schedule: { own: 'primary', foreign: 'primary', unknown: 'nothing' },
  playbook: { own: 'ssl-certificate', foreign: 'ssl-certificate', unknown: 'nothing' },
  version: { own: '1', foreign: '1', unknown: '998' },
  message: { own: '2/tell-client/bo', foreign: '3/tell-client/liv', unknown: '998/tell-client/liv' },
  maintenance: { own: 'brightside-works', foreign: 'fjord-works', unknown: 'nobody-works' },
  letter: { own: '1', foreign: '2', unknown: '998' },
  override: { own: '1', foreign: '2', unknown: '998' },
  partner: { own: 'brightside', foreign: 'fjord', unknown: 'nobody' },
  client: { own: 'corner-bakery', foreign: 'pine-cabins', unknown: 'nobody' },
  subscriber: { own: '1', foreign: '2', unknown: '998' },
  warning: { own: '1', foreign: '2', unknown: '998' },
  vulnerability: { own: '1', foreign: '2', unknown: '998' },
  drill: { own: '1', foreign: '2', unknown: '998' },
  proposal: { own: '1', foreign: '2', unknown: '998' },
  host: { own: 'cornerbakery.example', foreign: 'pinecabins.example', unknown: 'nobody.example' },
  order: { own: 'a', foreign: 'b', unknown: 'c' },
  alert: { own: '1', foreign: '2', unknown: '998' },
  book: { own: 'corner-bakery', foreign: 'pine-cabins', unknown: 'nobody' },
  month: { own: '2026-02', foreign: '2026-02', unknown: '2026-02' },
  mail: { own: 'client@brightside.example', foreign: 'client@fjord.example', unknown: 'nobody@fjord.example' },
  token: { own: 'a', foreign: 'b', unknown: 'c' },
  passkey: { own: 'a', foreign: 'b', unknown: 'c' },
  post: { own: 'msg_1', foreign: 'msg_2', unknown: 'msg_998' },
  probe: { own: 'a', foreign: 'b', unknown: 'c' },
  slug: { own: 'brightside', foreign: 'fjord', unknown: 'nobody' },
  source: { own: 'kuma', foreign: 'prometheus', unknown: 'nobody' },
  answer: { own: 'yes', foreign: 'no', unknown: 'maybe' },
  status: { own: '0', foreign: '1', unknown: 'x' },
  file: { own: 'app.js', foreign: 'app.css', unknown: 'x' },
  location: { own: 'vienna', foreign: 'oslo', unknown: 'nowhere' },
  page: { own: 'brightside', foreign: 'fjord', unknown: 'nobody' },
}

/** What a parameter of this path names. */
function kindOf(path: string, name: string): string {
  if (name === 'key') return 'message'
  if (name === 'number') return 'override'
  if (name !== 'id') return name
  const noun = path.replace('/api/v1', '').split('/')[1]!
  return (
    {
      incidents: 'incident',
      people: 'person',
      schedules: 'schedule',
      maintenance: 'maintenance',
      inbox: 'letter',
      alerts: 'alert',
      hosts: 'order',
      subscribers: 'subscriber',
      warnings: 'warning',
      vulnerabilities: 'vulnerability',
      drills: 'drill',
      proposals: 'proposal',
      sessions: 'token',
      tokens: 'token',
      'webhook-posts': 'post',
    }[noun] ?? noun
  )
}

const paramsOf = ({ path }: Route, side: Side): [string, string][] =>
  [...path.matchAll(/:(\w+)/g)].map(([mark, name]) => {
    const id = PARAMS[kindOf(path, name!)]?.[side]
    if (id === undefined) throw new Error(`${path}: say in route-samples.ts what ${mark} may be`)
    return [mark, id]
  })

/** The address with an id of that side in every place. */
export const urlFor = (route: Route, side: Side): string =>
  paramsOf(route, side).reduce((path, [mark, id]) => path.replace(mark, encodeURIComponent(id)), route.path) + (QUERIES[route.path] ?? '')

/** The ids in it: an answer may repeat what was asked for. */
export const idsFor = (route: Route, side: Side): string[] => paramsOf(route, side).map(([, id]) => id)

const at = '2026-03-04T17:00:00Z'
const until = '2026-03-04T18:00:00Z'
const BODIES: Readonly<Record<string, unknown>> = {
  orders: { action: 'snapshot' },
  'hand-over-to': { person: 'kofi' },
  escalate: { to: 'next' },
  snooze: { for: '30m', reason: 'Their provider works on it.' },
  note: { text: 'A note.' },
  updates: { stage: 'identified', text: 'We know what it is.' },
  words: {
    ...{ to: 'client', subject: 'Your website', text: 'We replace the machine.' },
    ...{ ref: '6f2c1a52-8d9e-4a57-9a55-0d6f0a4f1c11', shown: ['mail bo@mailbox.example'] },
  },
  letter: { shown: ['bo@mailbox.example'] },
  draft: { to: 'client', template: 'investigating' },
  resolve: { reason: 'Mended.' },
  review: { lessons: 'Renew in time.' },
  accept: { reason: 'It was late.' },
  decline: { reason: 'It is meant so.' },
  tasks: { title: 'Look again' },
  measures: { text: 'A page in its place.' },
  cases: { provider: 'anchor-hosting', number: '4711' },
  ticket: { provider: 'anchor-hosting' },
  statistics: { disk: '9GB' },
  preview: { template: 'all-clear', audience: 'client' },
  tick: { item: '0' },
  chase: { text: 'They call back.' },
  settle: { as: 'delivered' },
  test: { channel: 'mail' },
  extend: { by: '30m' },
  move: { starts: at },
  cancel: { reason: 'Not needed.' },
  'notice-preview': { deed: 'cancel', reason: 'Not needed.' },
  place: { site: 'cornerbakery.example' },
  assign: { incident: '2' },
  overrides: { from: at, until, people: ['kofi'] },
  swaps: { mine: { from: at, until }, theirs: { person: 'kofi', from: at, until } },
  tokens: { name: 'mine', role: 'viewer' },
  '/mcp': { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'get_sites', arguments: {} } },
  'login-links': { person: 'nobody' },
  login: { person: 'nobody', password: 'nothing' },
  password: { password: 'short' },
  members: { mail: 'new@brightside.example', name: 'New', role: 'partner-member' },
  contacts: { contacts: [{ name: 'Bo', mail: 'bo@mailbox.example' }] },
  'past-notices': {
    notices: [
      {
        id: 'statuspage-1',
        from: 'Statuspage',
        title: 'Down',
        components: [],
        isPart: false,
        startedAt: at,
        resolvedAt: until,
        updates: [],
      },
    ],
  },
  ':book': { 'name-0': 'Bo', 'mail-0': 'bo@mailbox.example' },
  '/api/v1/playbooks/:playbook/check': { body: 'playbook: nothing' },
  '/api/v1/channels/try': { kind: 'pagerduty', id: 'pager', settings: { token: 'a key' } },
  rehearse: { body: 'playbook: nothing', scenario: 'site: none' },
  replay: { body: 'playbook: nothing', incident: 998 },
  ':playbook': { body: 'playbook: nothing', reason: 'Because.' },
}
const QUERIES: Readonly<Record<string, string>> = {
  '/incidents/:id/ticket': '?provider=anchor-hosting',
  '/api/v1/playbooks/:playbook/difference': '?from=1&to=file',
}

/** A body that the route's schema takes, so that what the address names is looked for. */
export function bodyFor(route: Route): unknown {
  if (!route.body) return null
  const sample = BODIES[route.path] ?? BODIES[route.path.split('/').at(-1)!]
  if (sample !== undefined) return sample
  if (!route.path.includes(':') || route.body.safeParse({}).success) return {}
  throw new Error(`${route.method} ${route.path}: say in route-samples.ts what its body may be`)
}
