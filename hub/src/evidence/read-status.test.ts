import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '../domain/instant.ts'
import { readStatus } from './read-status.ts'

const NOW = Date.parse('2026-11-21T12:00:00Z') as Instant
const read = (page: unknown) => readStatus(typeof page === 'string' ? page : JSON.stringify(page), NOW)

test('a Statuspage names its parts, what is unsolved and what is planned (DIA-6)', () => {
  const page = read({
    status: { indicator: 'minor' },
    components: [{ name: 'Web', status: 'partial_outage' }, { name: 'EU', status: 'operational', group: true }, { name: 7 }],
    incidents: [
      {
        name: 'Nodes\r\nfail',
        status: 'investigating',
        impact: 'critical',
        started_at: '2026-11-21T11:00:00Z',
        components: [{ name: 'Web' }],
      },
      { name: 'Old', status: 'resolved', impact: 'critical' },
    ],
    scheduled_maintenances: [
      {
        name: 'Move',
        status: 'in_progress',
        scheduled_for: '2026-11-21T10:00:00Z',
        scheduled_until: '2026-11-21T14:00:00Z',
        components: [],
      },
    ],
  })
  assert.deepEqual([page?.shape, page?.state, page?.parts], ['statuspage', 'degraded', [{ name: 'Web', state: 'degraded' }]])
  const [nodes, move, ...more] = page!.notices
  assert.deepEqual(
    [nodes?.title, nodes?.state, nodes?.parts, nodes?.since],
    ['Nodes fail', 'major', ['Web'], Date.parse('2026-11-21T11:00:00Z')],
  )
  assert.deepEqual([move?.kind, move?.begun, move?.until, more], ['maintenance', true, Date.parse('2026-11-21T14:00:00Z'), []])
})

test('an Instatus page says how bad its incident is, and how long its maintenance lasts', () => {
  const page = read({
    page: { name: 'Anchor', status: 'HASISSUES' },
    activeIncidents: [{ name: 'Web is down', started: '2026-11-21T11:00:00Z', status: 'INVESTIGATING', impact: 'MAJOROUTAGE' }],
    activeMaintenances: [{ name: 'Later', start: '2026-11-22T11:00:00Z', status: 'NOTSTARTEDYET', duration: '60' }],
  })
  assert.deepEqual([page?.shape, page?.state], ['instatus', 'major'])
  assert.deepEqual(page!.notices.map(({ kind, begun }) => [kind, begun]), [['incident', true], ['maintenance', false]]) // prettier-ignore
  assert.equal(page!.notices[1]!.until, Date.parse('2026-11-22T12:00:00Z'))
  assert.equal(read({ page: { status: 'UP' } })?.state, 'operational')
})

test('a Better Stack page is read with the names of what is affected', () => {
  const page = read({
    data: { type: 'status_page', attributes: { aggregate_state: 'downtime' } },
    included: [
      { id: '1', type: 'status_page_resource', attributes: { public_name: 'Web', status: 'downtime' } },
      { id: '2', type: 'status_report', attributes: { title: 'Down', report_type: 'manual', starts_at: '2026-11-21T11:00:00Z', ends_at: null, aggregate_state: 'downtime', affected_resources: [{ status_page_resource_id: '1' }] } }, // prettier-ignore
      { id: '3', type: 'status_report', attributes: { title: 'Over', starts_at: '2026-11-20T11:00:00Z', ends_at: '2026-11-20T12:00:00Z' } },
    ],
  })
  assert.deepEqual([page?.shape, page?.state, page?.parts], ['better-stack', 'major', [{ name: 'Web', state: 'major' }]])
  assert.deepEqual(page!.notices.map(({ title, state, parts }) => [title, state, parts]), [['Down', 'major', ['Web']]]) // prettier-ignore
})

const rss = (...items: string[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Status: outage</title>${items.join('')}</channel></rss>`
const item = (title: string, text: string, date: string) => `<item><title>${title}</title><description><![CDATA[${text}]]></description><pubDate>${date}</pubDate></item>` // prettier-ignore
const TODAY = 'Sat, 21 Nov 2026 10:00:00 +0000'

test('of a feed only what is recent and unsolved counts', () => {
  const page = read(
    rss(
      item('Major outage in EU', '<p>Investigating</p>', TODAY),
      item('Slow mail', '<strong>Resolved</strong> - all well', TODAY),
      item('Outage of last year', 'Investigating', 'Sat, 22 Nov 2025 10:00:00 +0000'),
    ),
  )
  assert.deepEqual([page?.shape, page?.state, page?.notices.map(({ title }) => title)], ['rss', 'major', ['Major outage in EU']])
  assert.equal(read(rss())?.state, 'operational')
  const planned = read(rss(item('Scheduled maintenance of web', 'In progress', TODAY)))
  assert.deepEqual([planned?.state, planned?.notices[0]?.kind], ['maintenance', 'maintenance'])
})

test('Atom is read as well', () => {
  const page = read(
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Web degraded</title><published>2026-11-21T10:00:00Z</published><updated>2026-11-21T11:00:00Z</updated><content type="html">Looking</content></entry></feed>',
  )
  assert.deepEqual([page?.state, page?.notices[0]?.since], ['degraded', Date.parse('2026-11-21T10:00:00Z')])
})

test('what is no status page is none', () => {
  for (const odd of ['', '<html>', 'null', '[]', '{}', '{"status":"ok"}', '[['.repeat(10_000), '{"data":{"type":"x"}}'])
    assert.equal(read(odd), null, odd)
})
