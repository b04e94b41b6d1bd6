import assert from 'node:assert/strict'
import { test } from 'node:test'
import { speaksOn } from '../../src/domain/audience/speaks-on.ts'
import type { Network } from '../../src/domain/announce/networks.ts'
import type { Plan } from '../../src/domain/plan/plan.ts'
import { agency, World } from './world.ts'

const TEN = '2026-03-04T10:00:00-06:00'
const account = { url: 'https://brightside.social', account: null, place: null }

/** The agency, where its partner has accounts of its own and says, or does not say, where it announces. */
function agencyWith(announce: readonly Network[] | null, ofClient: readonly Network[] | null = null): Plan {
  const [partner, client] = [agency.partners['brightside']!, agency.clients['corner-bakery']!]
  return {
    ...agency,
    partners: { brightside: { ...partner, announce, social: { mastodon: account, x: { ...account, url: 'https://api.x.com' } } } },
    clients: { 'corner-bakery': { ...client, announce: ofClient } },
  }
}
const site = agency.sites['cornerbakery.example']!
const networksOf = (world: World) => world.entries.flatMap(({ kind, channel, template, state, note }) => (kind === 'announcement' && channel !== 'status-page' ? [`${channel} ${template ?? `${state}: ${note}`}`] : [])) // prettier-ignore

test('a client’s outage is announced on networks only where its page says so, and never with the operator’s accounts (COM-7)', () => {
  assert.deepEqual(speaksOn(agencyWith(null), site, null), [])
  assert.deepEqual(speaksOn(agencyWith(['mastodon', 'bluesky']), site, null), ['mastodon'])
  assert.deepEqual(speaksOn(agencyWith(['mastodon'], []), site, null), [])
  assert.deepEqual(speaksOn(agencyWith(null, ['x']), site, null), ['x'])
  assert.deepEqual(speaksOn(agency, site, 'hosting.provider_outage'), []) // the partner has no account of its own
  const own = { ...site, client: null, partner: 'operator' }
  assert.deepEqual(speaksOn(agency, own, null), ['mastodon'])
  assert.deepEqual(speaksOn({ ...agency, operator: { ...agency.operator, announce: [] } }, own, null), [])
})

test('of a client of ours the networks hear by themselves when a hosting that we manage fails as such (COM-7)', () => {
  const ours = { ...site, partner: 'operator' }
  const managed = (is: boolean) => ({
    ...agency,
    providers: { ...agency.providers, 'anchor-hosting': { ...agency.providers['anchor-hosting']!, managed: is } },
  })
  assert.deepEqual(speaksOn(managed(true), ours, 'hosting.provider_outage'), ['mastodon'])
  assert.deepEqual(speaksOn(managed(true), ours, 'tls.expired'), [])
  assert.deepEqual(speaksOn(managed(false), ours, 'hosting.provider_outage'), [])
})

test('the page and each network hear the same announcements, the all clear too, and where a post stands is a line (COM-7)', () => {
  const world = new World(TEN, { plan: agencyWith(['mastodon']), post: 'by hand' }).goesDown().showsCause('tls.expired')
  const first = world.posted.find(({ to }) => to === 'https://brightside.social')!
  first.state = 'delivered'
  world.happens({ type: 'delivered', key: first.key, outcome: 'delivered', reason: null, url: 'https://brightside.social/@b/1' })
  world.happens({ type: 'delivered', key: first.key, outcome: 'delivered', reason: null, url: 'https://brightside.social/@b/1' })
  world.happens({ type: 'update-written', by: 'ana', stage: 'identified', text: 'We were wrong: it is the certificate.' })
  world.comesBack().passes('1h')
  assert.deepEqual(networksOf(world), [
    'mastodon incident-opened',
    'mastodon posted: https://brightside.social/@b/1',
    'mastodon by-hand',
    'mastodon all-clear',
  ])
  const onPage = world.entries.filter(({ channel }) => channel === 'status-page').map(({ template }) => template)
  assert.deepEqual(onPage, ['incident-opened', 'by-hand', 'all-clear'])
})

test('of a larger outage one site speaks for all on the networks, every site on its page (COM-7)', () => {
  const parent = { id: 3, says: 'Anchor Hosting is down', sites: 40, leads: false }
  const world = new World(TEN, { plan: agencyWith(['mastodon']) })
    .goesDown({ healsByItself: true })
    .happens({ type: 'joined', parent })
    .passes('2m')
  assert.deepEqual([networksOf(world), world.story('announcement').length > 0], [[], true])
})
