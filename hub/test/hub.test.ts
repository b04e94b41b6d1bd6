import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { after, days } from '../src/domain/instant.ts'
import type { Instant } from '../src/domain/instant.ts'
import type { Plan } from '../src/domain/plan/plan.ts'
import { cameTrue } from '../src/domain/warning/came-true.ts'
import { evidenceOf } from '../src/store/evidence.ts'
import { openWarnings } from '../src/store/warnings.ts'
import { eventsOf, foldEvents } from '../src/store/events.ts'
import { findIncident, listIncidents } from '../src/store/incidents.ts'
import { listMessages } from '../src/store/messages.ts'
import type { Entry } from '../src/domain/incident/entry.ts'
import type { Store } from '../src/store/store.ts'
import { startHubOnLab } from './hub-on-lab.ts'

const has = (wanted: Partial<Entry>) => (timeline: readonly Entry[]) =>
  timeline.some((entry) => Object.entries(wanted).every(([field, value]) => entry[field as keyof Entry] === value))

/** The first incident and what it is folded from, while the hub goes on. */
const atOneMoment = (store: Store) =>
  store.transaction(async (tx) => ({
    incident: (await findIncident(tx, 'brightside', 1))!.incident,
    events: await eventsOf(tx, 'brightside', 1),
  }))

test(
  'an expired certificate is detected, diagnosed, told in the partner’s name with the partner in CC, and cleared only after its window (MON-1, TRI-1, DIA-4, REA-6, COM-1, COM-3, CLR-1, CLR-2)',
  { timeout: 40_000 },
  async ({ signal }) => {
    await using world = await startHubOnLab(300, signal) // 15 minutes pass in 3 seconds
    const { lab, hub, until } = world
    await lab.order({ do: 'panel', renewals: 'fail' })
    await lab.order({ do: 'break', site: 'cornerbakery.example', fault: 'certificate-expired' })

    await until(1, 'brightside', has({ kind: 'message', audience: 'client' }))
    await until(1, 'brightside', has({ kind: 'action', state: 'failed' })) // the renewal was tried
    await lab.order({ do: 'fix', site: 'cornerbakery.example' })
    const timeline = await until(1, 'brightside', has({ kind: 'state', state: 'resolved' }))

    const { incident, events } = await atOneMoment(hub().store)
    assert.equal(incident.diagnosis?.cause, 'tls.expired')
    assert.equal(incident.playbook?.id, 'tls')
    assert.deepEqual(foldEvents(events), incident)

    const window = incident.resolvedAt! - timeline.find(({ state }) => state === 'stabilising')!.at
    assert.ok(window >= 3000, `the window was ${window} ms`)

    await until(1, 'brightside', () =>
      lab.mails().some(({ to, subject }) => to.includes('bo@cornerbakery.example') && /all clear/.test(subject)),
    )
    const toClient = lab.mails().filter(({ to }) => to.includes('bo@cornerbakery.example'))
    for (const mail of toClient) {
      assert.match(mail.from, /care@brightside\.example/)
      assert.deepEqual(mail.cc, ['rosa@brightside.example'])
      assert.deepEqual([...mail.envelope.to].sort(), ['bo@cornerbakery.example', 'rosa@brightside.example'])
    }
    assert.equal(new Set(toClient.map(({ messageId }) => messageId)).size, toClient.length, 'nothing is sent twice')
    const posts = lab.posts()
    assert.equal(posts.filter(({ threadTs }) => threadTs === null).length, 1, 'one thread per incident')
  },
)

test('what was warned of and comes true is the first evidence of its outage (PRE-4)', { timeout: 40_000 }, async ({ signal }) => {
  const due = (plan: Plan): Plan => {
    const site = plan.sites['alpenhof.example']!
    const ahead = { domainEnds: null, hostingDue: after(Date.now() as Instant, days(2)), uses: {} }
    return { ...plan, sites: { ...plan.sites, [site.id]: { ...site, ahead } } }
  }
  await using world = await startHubOnLab(300, signal, due)
  const { lab, hub, until } = world
  const { db } = hub().store
  while ((await openWarnings(db, 'northlight', 'alpenhof.example')).length === 0) await wait(50, undefined, { signal })
  await lab.order({ do: 'break', site: 'alpenhof.example', fault: 'suspended-unpaid' })
  await until(1, 'northlight', (timeline) => timeline.some(({ note }) => note?.includes('Warned of since')))
  assert.deepEqual((await evidenceOf(db, 'northlight', 1)).slice(0, 2).map(({ kind }) => kind), ['warning', 'check']) // prettier-ignore
  await until(1, 'northlight', (timeline) => timeline.some(({ note }) => note?.startsWith('Cause: ')))
  const { incident } = (await findIncident(db, 'northlight', 1))!
  assert.ok(cameTrue('bill', incident.diagnosis!.cause), incident.diagnosis!.cause)
})

test('a web server that is back within page-after is recorded and told to nobody', { timeout: 40_000 }, async ({ signal }) => {
  await using world = await startHubOnLab(3, signal) // page-after is 10 s, the window 5 minutes
  const { lab, hub, until } = world
  await lab.order({ do: 'break', site: 'fahrradwerk.example', fault: 'server-stopped' })
  await until(1, 'northlight', has({ kind: 'state', state: 'open' }))
  await lab.order({ do: 'fix', site: 'fahrradwerk.example' })
  await until(1, 'northlight', has({ kind: 'state', state: 'stabilising' }))
  const messages = await listMessages(hub().store.db, { partner: 'northlight', limit: 100 })
  assert.deepEqual(messages, [])
  assert.deepEqual(lab.posts(), [])
})

test('a hub that stops and starts again goes on with the incident where it was', { timeout: 60_000 }, async ({ signal }) => {
  await using world = await startHubOnLab(300, signal)
  const { lab, hub, until, restart } = world
  await lab.order({ do: 'break', site: 'alpenhof.example', fault: 'suspended' })
  await until(1, 'northlight', has({ kind: 'page' }))
  await restart()
  await until(1, 'northlight', (timeline) => timeline.some(({ note }) => note?.startsWith('Cause: hosting.suspended_unknown')))
  await lab.order({ do: 'fix', site: 'alpenhof.example' })
  await until(1, 'northlight', has({ kind: 'state', state: 'resolved' }))
  const incidents = await listIncidents(hub().store.db, { partner: null, limit: 10 })
  assert.deepEqual(
    incidents.map(({ incident }) => [incident.site, incident.phase, incident.diagnosis?.cause]),
    [['alpenhof.example', 'resolved', 'hosting.suspended_unknown']],
  )
})

test(
  'the panel of the host says what an overloaded site uses, a person the rest, and the partner is asked with plan and price (DIA-3, REA-5)',
  { timeout: 40_000 },
  async ({ signal }) => {
    await using world = await startHubOnLab(300, signal)
    const { lab, hub, until } = world
    await lab.order({ do: 'break', site: 'cornerbakery.example', fault: 'resource-limit' })
    await until(1, 'brightside', has({ note: 'To recommend a plan, visits must be known.' }))
    const { engine, store } = hub()
    await engine.respond('brightside', 1, { type: 'statistics-known', by: 'ana', statistics: { visits: 79_000 } })
    await until(1, 'brightside', () =>
      lab.posts().some(({ text }) => /310 GB of transfer[^]*We recommend Medium at 60 USD\/month/.test(text)),
    )
    const { incident, events } = await atOneMoment(store)
    const said = Object.entries(incident.statistics ?? {}).map(([use, { by }]) => [use, by])
    const panel = 'The panel of Anchor Hosting'
    assert.deepEqual(said, [['disk', panel], ['transfer', panel], ['visits', 'ana']]) // prettier-ignore
    assert.deepEqual(foldEvents(events), incident)
  },
)
