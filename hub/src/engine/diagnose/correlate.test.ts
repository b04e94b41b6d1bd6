import assert from 'node:assert/strict'
import { after as afterAll, test } from 'node:test'
import { seededPlan } from '../../../test/seeded-plan.ts'
import type { Baseline } from '../../domain/diagnosis/evidence.ts'
import type { Happening } from '../../domain/incident/incident.ts'
import { after, minutes, seconds } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Plan, Site } from '../../domain/plan/plan.ts'
import { choosePlaybook } from '../../domain/playbook/choose.ts'
import type { FailureClass } from '../../domain/triage/verdict.ts'
import { loadLibrary } from '../../library.ts'
import { saveBaseline } from '../../store/baselines.ts'
import { findIncident } from '../../store/incidents.ts'
import { listMessages } from '../../store/messages.ts'
import { affectedBy, joinParent, leaveParent, listParents } from '../../store/parents.ts'
import { openStore } from '../../store/store.ts'
import { timelineOf } from '../../store/timeline.ts'
import { startCorrelating } from './correlate.ts'
import { respond, suspect } from '../respond/respond.ts'
import type { Room } from '../room.ts'
import { EVERY_TURN } from '../turns.ts'

const closing: (() => Promise<unknown>)[] = []
afterAll(() => Promise.all(closing.map((close) => close())))

/** Four sites on one host, of two partners, and eight elsewhere: a store, a clock moved by hand, and no hub that lives longer than one pass. */
async function fleet() {
  const store = await openStore({ file: ':memory:' })
  closing.push(() => store.close())
  const library = await loadLibrary({})
  const plan = planOf()
  let now = Date.parse('2026-03-04T16:00:00Z') as Instant
  const room = {
    ...{ store, clock: { now: () => now }, plan: () => plan, library: () => library, loops: {} },
    secrets: () => new Map([['channels.mail.smtp', 'smtp:']]),
    news: () => undefined,
    turns: EVERY_TURN,
    onBug: (error: unknown) => assert.fail(String(error)),
  } as unknown as Room
  const incidents = new Map<string, number>()
  const tell = (site: string, happening: Happening) => respond(room, plan.sites[site]!.partner, incidents.get(site)!, happening)
  const incident = async (site: string) => (await findIncident(store.db, plan.sites[site]!.partner, incidents.get(site)!))!.incident
  return {
    room,
    tell,
    incident,
    async goesDown(site: string, kind: FailureClass = 'refused') {
      incidents.set(site, await suspect(room, plan.sites[site]!, now))
      const verdict = { verdict: 'genuine', reason: null, class: kind, code: null, deterministic: false, because: [] } as const
      await tell(site, { type: 'confirmed', verdict, since: now })
    },
    showsCause: (site: string, cause: string) =>
      tell(site, {
        type: 'diagnosed',
        diagnosis: { cause, confidence: cause === 'unknown' ? 0 : 1, because: [], alternatives: [], facts: {} },
        playbook: choosePlaybook(library.playbooks, cause),
      }),
    runs: (site: string, ...plugins: string[]) =>
      saveBaseline(store.db, plan.sites[site]!.partner, site, now, { page: { plugins } } as unknown as Baseline),
    /** A hub starts, compares what is kept with what is true, once, and stops: whatever it remembered is gone. */
    async aHubPasses() {
      const loop = startCorrelating(room, () => undefined)
      while (loop.passedAt() === null) await new Promise(setImmediate)
      await loop.stop()
    },
    async passes(length: ReturnType<typeof minutes>) {
      now = after(now, length)
      for (const site of incidents.keys()) await tell(site, { type: 'clock' })
    },
    async leads() {
      const all = await Promise.all([...incidents.keys()].map(async (site) => ({ site, parent: (await incident(site)).parent })))
      return all.flatMap(({ site, parent }) => (parent?.leads ? [site] : []))
    },
    async pagesOf(site: string) {
      const messages = await listMessages(store.db, { incident: incidents.get(site)!, limit: 100 })
      return messages.filter(({ template }) => template === 'page').length
    },
    async says(site: string) {
      const lines = await timelineOf(store.db, plan.sites[site]!.partner, incidents.get(site)!)
      return lines.flatMap(({ note }) => (note && /art of (a|the|one) /.test(note) ? [note] : []))
    },
  }
}

function planOf(): Plan {
  const seeded = seededPlan()
  const like = seeded.sites['cornerbakery.example']!
  const one = (id: string, partner: string, hosting: string): Site => ({ ...like, id, partner, hosting, url: `https://${id}/` })
  const sites = [
    ...[one('a', 'brightside', 'anchor-hosting'), one('b', 'brightside', 'anchor-hosting')],
    ...[one('c', 'fjord', 'anchor-hosting'), one('d', 'fjord', 'anchor-hosting')],
    ...Array.from({ length: 8 }, (_, n) => one(`e${n}`, 'fjord', `host-${n}`)),
  ]
  const escalation = [{ notify: 'ana', by: ['mail'], wait: minutes(5), repeat: 1, only: null }] as const
  const channels = { ...seeded.channels, mail: { host: '127.0.0.1', port: 25, secure: false } }
  return { ...seeded, channels, escalation, sites: Object.fromEntries(sites.map((site) => [site.id, site])) } as Plan
}

const ANCHOR = (sites: number, whose: string) =>
  `Part of a larger outage: sites on Anchor Hosting are down, ${sites} of ${whose} among them.`

test('a hub that stops in the middle is followed by one that takes the larger outage up where it was (TRI-3)', async () => {
  const { room, goesDown, tell, aHubPasses, passes, leads, pagesOf, says, incident } = await fleet()
  const { db } = room.store
  for (const site of ['a', 'b', 'c']) await goesDown(site)
  await aHubPasses()
  const [parent] = await listParents(db, { open: true, limit: 10 })
  assert.deepEqual([parent?.kind, parent?.shared, parent?.value, await leads()], ['outage', 'hosting', 'anchor-hosting', ['a']])
  assert.deepEqual([await says('a'), await says('c')], [[ANCHOR(2, 'Brightside Studio')], [ANCHOR(1, 'Fjord Digital')]])

  await aHubPasses()
  assert.deepEqual((await says('a')).length, 1, 'another life says nothing anew')
  await goesDown('d')
  await aHubPasses()
  assert.deepEqual([await says('d'), (await incident('c')).parent?.sites, (await says('c')).length], [[ANCHOR(2, 'Fjord Digital')], 2, 1])

  await passes(seconds(31))
  assert.deepEqual(await Promise.all(['a', 'b', 'c', 'd'].map(pagesOf)), [1, 0, 0, 0])
  await tell('a', { type: 'acknowledged', by: 'ana' })
  await tell('a', { type: 'seen-up' })
  await aHubPasses()
  assert.deepEqual(await leads(), ['a', 'b'], 'what has left keeps what it was')
  for (const site of ['b', 'c', 'd']) await tell(site, { type: 'seen-up' })
  await aHubPasses()
  assert.deepEqual(await listParents(db, { open: true, limit: 10 }), [])
})

test('a hub that stops between what it keeps and what it says leaves that to the next one', async () => {
  const { room, goesDown, aHubPasses, says, incident } = await fleet()
  for (const site of ['a', 'b', 'c']) await goesDown(site)
  await aHubPasses()
  await goesDown('d')
  const { id, partner } = await incident('d')
  const number = Number((await incident('c')).id)
  await room.store.transaction(async (tx) => {
    await joinParent(tx, 1, { incident: Number(id), site: 'd', partner }, room.clock.now())
    await leaveParent(tx, 1, number, room.clock.now(), 'other-cause')
  })
  await aHubPasses()
  assert.deepEqual([(await says('d')).length, (await says('c')).length, (await incident('c')).parent], [1, 2, null])
})

test('who fails once the larger outage is known joins it before it would page, whether the correlation has passed or not (TRI-3)', async () => {
  const { room, goesDown, tell, aHubPasses, passes, pagesOf, leads, says, incident } = await fleet()
  for (const site of ['a', 'b']) await goesDown(site)
  await aHubPasses()
  for (const site of ['c', 'e0']) await goesDown(site)
  await passes(seconds(31))
  assert.deepEqual(await Promise.all(['a', 'b', 'c', 'e0'].map(pagesOf)), [1, 0, 0, 1], 'who stands alone is paged for on its time')
  assert.deepEqual([await leads(), await says('c')], [['a'], [ANCHOR(1, 'Fjord Digital')]])
  const kept = (await affectedBy(room.store.db, 1)).map(({ site, leftAt }) => ({ site, leftAt }))
  assert.deepEqual(kept, ['a', 'b', 'c'].map((site) => ({ site, leftAt: null }))) // prettier-ignore

  await tell('a', { type: 'seen-up' })
  await goesDown('d')
  await passes(seconds(31))
  assert.deepEqual([await pagesOf('d'), (await incident('d')).parent], [1, null], 'while nobody leads the larger outage, each is paged for')
  await aHubPasses()
  assert.deepEqual([(await leads()).includes('b'), (await incident('d')).parent?.id], [true, 1])
})

test('what has parted from a larger outage does not join it again by itself', async () => {
  const { room, goesDown, aHubPasses, passes, pagesOf, incident } = await fleet()
  for (const site of ['a', 'b', 'c']) await goesDown(site)
  await aHubPasses()
  await goesDown('d')
  const { id, partner, parent } = await incident('d')
  assert.equal(parent?.id, 1)
  await room.store.transaction((tx) => leaveParent(tx, 1, Number(id), room.clock.now(), 'outlasted'))
  await respond(room, partner, Number(id), { type: 'parted', parent: 1, says: 'It is handled by itself.' })
  await passes(seconds(31))
  assert.deepEqual([await pagesOf('d'), (await incident('d')).parent], [1, null])
})

test('a lapsed domain among a host’s outage goes its own way and pages by itself (TRI-3)', async () => {
  const { room, goesDown, showsCause, tell, aHubPasses, passes, pagesOf, says, incident } = await fleet()
  for (const site of ['a', 'b', 'c', 'd']) await goesDown(site)
  await aHubPasses()
  await passes(seconds(31))
  await tell('a', { type: 'acknowledged', by: 'ana' })
  await aHubPasses()
  assert.equal((await incident('d')).ladder.acknowledgedBy, 'ana')
  await showsCause('d', 'domain.expired')
  await aHubPasses()
  assert.equal(await pagesOf('d'), 0, 'as long as the others are not diagnosed')
  for (const site of ['a', 'b', 'c']) await showsCause(site, 'unknown')
  await aHubPasses()
  await aHubPasses()
  assert.deepEqual([await pagesOf('d'), (await incident('d')).parent, (await incident('d')).ladder.acknowledgedBy], [1, null, null])
  assert.equal((await says('d')).at(-1), 'Not part of the larger outage: its cause is domain.expired. It is handled by itself.')
  const affected = (await affectedBy(room.store.db, 1)).map(({ site, parting }) => [site, parting])
  assert.deepEqual(affected, [['a', null], ['b', null], ['c', null], ['d', 'other-cause']]) // prettier-ignore
})

test('who is still down a quarter of an hour after the others are well is handled by itself', async () => {
  const { room, goesDown, tell, aHubPasses, passes, pagesOf, says } = await fleet()
  for (const site of ['a', 'b', 'c', 'd']) await goesDown(site)
  await aHubPasses()
  await passes(seconds(31))
  await tell('a', { type: 'acknowledged', by: 'ana' })
  await aHubPasses()
  for (const site of ['a', 'b', 'c']) await tell(site, { type: 'seen-up' })
  await aHubPasses()
  await passes(minutes(14))
  await aHubPasses()
  assert.deepEqual([(await says('d')).length, await pagesOf('d')], [1, 0])
  await passes(minutes(2))
  await aHubPasses()
  assert.match((await says('d')).at(-1)!, /the other sites are well again/)
  assert.deepEqual(await listParents(room.store.db, { open: true, limit: 10 }), [])
})

test('an incident is part of one larger outage at a time', async () => {
  const { room, goesDown, runs, aHubPasses } = await fleet()
  for (const site of ['a', 'e0', 'e1', 'e2']) await runs(site, 'seo 9.0')
  for (const site of ['a', 'b', 'c']) await goesDown(site)
  await aHubPasses()
  for (const site of ['e0', 'e1', 'e2']) await goesDown(site)
  for (const _ of [1, 2]) await aHubPasses()
  const parents = await listParents(room.store.db, { open: true, limit: 10 })
  const members = await Promise.all(parents.map(({ id }) => affectedBy(room.store.db, id)))
  const found = parents.map(({ shared }, n) => [shared, members[n]!.map(({ site }) => site).join(' ')])
  assert.deepEqual(found, [['plugin', 'e0 e1 e2'], ['hosting', 'a b c']]) // prettier-ignore
})

test('a worm that goes from site to site through one plugin is one campaign (DIA-9)', async () => {
  const { room, goesDown, showsCause, runs, tell, aHubPasses, passes, leads, says } = await fleet()
  for (const site of ['a', 'c', 'e0', 'e1']) await runs(site, 'contact-form 5.1')
  await runs('b', 'contact-form 5.2')
  await goesDown('a', 'content')
  await showsCause('a', 'security.defacement')
  await aHubPasses()
  assert.deepEqual(await listParents(room.store.db, { limit: 10 }), [], 'one site is no campaign')
  await passes(minutes(90))
  await goesDown('c', 'content')
  await goesDown('e0', 'content')
  await aHubPasses()
  assert.deepEqual(await listParents(room.store.db, { limit: 10 }), [], 'before the diagnosis nobody knows')
  for (const site of ['c', 'e0']) await showsCause(site, 'security.redirect')
  await aHubPasses()
  const [parent] = await listParents(room.store.db, { open: true, limit: 10 })
  assert.deepEqual([parent?.kind, parent?.shared, parent?.value, await leads()], ['campaign', 'plugin', 'contact-form 5.1', ['a']])
  assert.deepEqual(await says('a'), ['Part of one campaign: sites that all run the plugin contact-form 5.1 are attacked, 1 of Brightside Studio among them.']) // prettier-ignore
  await tell('a', { type: 'noted', by: 'ana', text: 'It came through the form.' })
  await goesDown('e1', 'refused')
  await aHubPasses()
  assert.deepEqual(await says('e1'), [], 'down, but not attacked as far as anyone knows')
})
