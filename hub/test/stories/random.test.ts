import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decide } from '../../src/domain/incident/decide.ts'
import { MARKS } from '../../src/domain/incident/mark.ts'
import type { Decision, Effect, Incident } from '../../src/domain/incident/incident.ts'
import { letterReaders, shownOf } from '../../src/domain/incident/write-words.ts'
import { after, iso, minutes } from '../../src/domain/instant.ts'
import type { Instant } from '../../src/domain/instant.ts'
import { speak } from '../../src/domain/message/speak.ts'
import { loadLibrary } from '../../src/library.ts'
import { brokenLaws, lawsBrokenBy } from './laws.ts'
import { inventPlaybooks } from './invent-playbooks.ts'
import { CAUSES, FIGURES, OFFER, READERS, WRITTEN } from './possible.ts'
import { dice } from './dice.ts'
import type { Roll } from './dice.ts'
import { agency, builtIn, World } from './world.ts'
import type { Setting } from './world.ts'

const library = await loadLibrary({})
const LIVES = 60 // the simulator tells many more, of whole agencies
const ADDRESSES = ['bo@cornerbakery.example', 'bo.hart@mailbox.example', '+13125550120', 'rosa@brightside.example']
const OUTCOMES = ['delivered', 'delivered', 'delivered', 'uncertain', 'refused'] as const

const showsAnother = (world: World, roll: Roll) => world.showsCause(roll.one(CAUSES), roll.one([1, 0.95, 0.7]))

// To whoever would read it now, or to somebody else; sometimes a second time.
const writesByHand = (world: World, roll: Roll) => {
  const to = roll.one(READERS)
  const { known } = world.moments.at(-1)!.event
  const shown = roll.chance(0.9) ? shownOf(letterReaders(world.incident, known, to)) : []
  const ref = String(roll.upTo(3))
  world.happens({ type: 'words-written', by: 'ana', ref, to, shown, template: 'by-hand', written: WRITTEN })
}

/** What can happen to an incident at any moment, likely or not. */
const HAPPENINGS: readonly ((world: World, roll: Roll) => unknown)[] = [
  (world, roll) => world.goesDown({ healsByItself: roll.chance(0.5) }),
  (world) => world.comesBack(),
  (world) => world.comesBack(),
  (world) => world.blinks(),
  showsAnother,
  (world, roll) => world.acknowledges(roll.one(['ana', 'kofi', 'mei'])),
  (world) => world.acknowledges('ana'),
  (world, roll) => world.happens({ type: 'replied', who: roll.one(['client', 'partner']) }),
  (world, roll) => world.happens({ type: roll.one(['approved', 'declined']), who: roll.one(['client', 'partner']) }),
  (world, roll) => world.happens({ type: 'marked', mark: roll.one(MARKS) }),
  (world, roll) => world.happens({ type: 'action-ended', run: 'certificate-renew', result: roll.one(['done', 'failed']), output: '' }),
  (world, roll) => world.happens({ type: 'task-done', task: roll.one(Object.keys(world.incident.tasks).concat('none')), by: 'ana' }),
  (world, roll) =>
    world.happens({ type: 'statistics-known', by: 'ana', statistics: roll.one(FIGURES), ...(roll.chance(0.5) && { offer: OFFER }) }),
  (world) => world.happens({ type: 'cause-confirmed', by: 'ana' }),
  (world, roll) => roll.chance(0.2) && world.happens({ type: 'bounced', address: roll.one(ADDRESSES) }),
  (world, roll) => roll.chance(0.3) && world.happens({ type: 'resolved-by-hand', by: 'ana', reason: 'by hand' }),
  (world, roll) =>
    world.happens({ type: 'snoozed', by: roll.one(['ana', 'kofi']), until: after(world.now, minutes(roll.upTo(300))), reason: 'later' }),
  (world, roll) => roll.chance(0.3) && world.happens({ type: 'unsnoozed', by: 'ana' }),
  writesByHand,
  (world) => world.happens({ type: 'noted', by: 'ana', text: 'hm' }),
  (world) => world.happens({ type: 'clock' }),
  (world, roll) =>
    world.happens({ type: 'joined', parent: { id: roll.upTo(2), says: 'Part of a larger outage.', sites: 1, leads: roll.chance(0.5) } }),
  (world, roll) => world.happens({ type: 'parted', parent: roll.upTo(2), says: 'Its cause is another.' }),
]

const PLANS = [
  agency,
  { ...agency, coverage: { ...agency.coverage, hours: null } },
  { ...agency, coverage: { ...agency.coverage, gap: 'kofi' } },
]
const STARTS = [
  '2026-03-04T10:00:00-06:00',
  '2026-03-07T23:30:00-06:00',
  '2026-10-09T18:00:00-05:00',
  '2026-10-31T22:10:00-05:00',
  '2026-12-24T16:30:00-06:00',
]

/** One tangled life, told by its seed alone, to its end; what it broke. With a `cause` it has that one and its built-in playbook. */
function live(seed: number, setting: Setting = {}, cause?: string): { readonly world: World; readonly broken: string[] } {
  const roll = dice(seed)
  const broken: string[] = []
  const playbooks = cause !== undefined || roll.chance(0.4) ? builtIn : inventPlaybooks(roll)
  const start = after(Date.parse(roll.one(STARTS)) as Instant, minutes(roll.upTo(600)))
  const looksOn: Setting['looksOn'] = (world, moment) => {
    broken.push(...brokenLaws(moment, world).map((words) => `${iso(moment.at)} ${moment.event.type} ${words}`))
  }
  const world = new World(iso(start), { plan: roll.one(PLANS), playbooks, promises: true, post: 'by hand', looksOn, ...setting })
  if (roll.chance(0.95)) HAPPENINGS[0]!(world, roll)
  if (cause !== undefined) world.showsCause(cause)
  else if (roll.chance(0.9)) world.showsCause(roll.one(CAUSES), roll.one([1, 0.7]))
  for (let n = roll.upTo(30); n > 0; n--) {
    if (roll.chance(0.75)) deliver(world, roll)
    roll.one(cause === undefined ? HAPPENINGS : HAPPENINGS.filter((happens) => happens !== showsAnother))(world, roll)
    if (roll.chance(0.7)) world.passes(roll.one(['7s', '40s', '4m', '14m', '16m', '50m', '5h']))
  }
  endWell(world)
  return { world, broken: [...broken, ...lawsBrokenBy(world)] }
}

// Some of what is posted is sent, some of what is sent ends, some ends are told twice.
function deliver(world: World, roll: Roll) {
  for (const { key } of world.waiting()) if (roll.chance(0.7)) world.isTaken(key)
  for (const { key, contract } of world.posted.filter(({ state }) => state === 'sending')) {
    if (roll.chance(contract === 'page' ? 0.8 : 0.2)) continue
    const outcome = roll.one(OUTCOMES)
    world.settles(key, outcome)
    if (roll.chance(0.1)) world.settles(key, outcome)
  }
}

// Faults stop: the site stays well and is scanned, what is posted arrives, and time goes by.
function endWell(world: World) {
  if (world.incident.phase === 'suspected') world.blinks()
  world.comesBack().passes('2h')
  for (let scan = 0; scan < 2; scan++) world.happens({ type: 'marked', mark: 'cleaned' })
  everythingArrives(world)
  world.passes('2d')
  everythingArrives(world)
  for (const task of Object.keys(world.incident.tasks)) world.happens({ type: 'task-done', task, by: 'ana' })
}

function everythingArrives(world: World) {
  for (let round = 0, more = true; more && round < 20; round++) {
    const open = world.posted.filter(({ state }) => state === 'waiting' || state === 'sending')
    for (const { key, state } of open) (state === 'waiting' ? world.isTaken(key) : world).settles(key, 'delivered')
    more = open.length > 0
  }
}

const told = (seed: number, broken: readonly string[], { entries }: World) =>
  [`seed ${seed}`, ...broken.slice(0, 5), ...entries.map(({ at, ...entry }) => `  ${iso(at)} ${JSON.stringify(entry)}`)].join('\n')

test(`${LIVES} tangled lives break no law of an incident's life, and each comes to its end`, () => {
  const phases = new Set<string>()
  for (let seed = 1; seed <= LIVES; seed++) {
    const { world, broken } = live(seed)
    assert.equal(broken.length, 0, told(seed, broken, world))
    assert.ok(['reviewed', 'false-alarm'].includes(world.incident.phase), told(seed, [`it ended ${world.incident.phase}`], world))
    for (const { decision } of world.moments) phases.add(decision.incident.phase)
  }
  assert.deepEqual([...phases].sort(), ['false-alarm', 'open', 'resolved', 'reviewed', 'stabilising', 'suspected'])
})

test('the same story told twice is the same to the byte, and nothing that was given is changed', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const [one, other] = [live(seed), live(seed)]
    assert.equal(JSON.stringify(one.world.entries), JSON.stringify(other.world.entries), `seed ${seed}`)
    assert.equal(JSON.stringify(one.world.incident), JSON.stringify(other.world.incident), `seed ${seed}`)
    const frozen = live(seed, { decide: (incident, event, at) => decide(deepFreeze(incident), deepFreeze(event), at) })
    assert.equal(JSON.stringify(frozen.world.incident), JSON.stringify(one.world.incident), `seed ${seed}`)
  }
})

test('an incident that is asked more often than it wished decides nothing else: no alarm is lost (I-48, I-52)', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const [asked, often] = [live(seed), live(seed, { asksEvery: '19m' })]
    assert.deepEqual(lines(often.world), lines(asked.world), `seed ${seed}`)
  }
})

const lines = ({ entries }: World) => entries.map((entry) => `${iso(entry.at)} ${JSON.stringify(entry)}`)

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.values(value).forEach(deepFreeze)
  return Object.freeze(value)
}

/** Bugs that somebody might plant in `decide`, and the law that must find each. */
const PLANTED: Readonly<Record<string, readonly [law: string, bug: (decision: Decision, before: Incident, at: Instant) => Decision]>> = {
  'forgets to call back what waits at the all clear': [
    'I-32',
    ({ incident, effects }) => ({ incident, effects: effects.filter((effect) => effect.do !== 'cancel' || incident.resolvedAt === null) }),
  ],
  'loses its alarm when news arrives while it recovers': [
    'I-60',
    ({ incident, effects }, before) => ({
      incident: before.phase === 'stabilising' && incident.phase === 'stabilising' ? { ...incident, wakeAt: null } : incident,
      effects,
    }),
  ],
  'pages on although somebody has it': [
    'I-11',
    ({ incident, effects }) => ({
      incident: { ...incident, ladder: { ...incident.ladder, acknowledgedBy: null } },
      effects,
    }),
  ],
  'forgets what it said': ['I-19', ({ incident, effects }) => ({ incident: { ...incident, told: incident.told.slice(1) }, effects })],
  'acts before anybody has looked': [
    'I-27',
    ({ incident, effects }) => ({
      incident: effects.some((effect) => effect.do === 'act') ? { ...incident, diagnosis: null } : incident,
      effects,
    }),
  ],
  'lets a bounce lie': [
    'I-28',
    ({ incident, effects }, before) =>
      incident.unreachable.length === before.unreachable.length
        ? { incident, effects }
        : { incident: { ...incident, tasks: before.tasks }, effects: effects.filter((effect) => effect.do !== 'message') },
  ],
  'writes to a client without the partner in copy': [
    'I-29',
    ({ incident, effects }) => ({ incident, effects: effects.map((effect) => readdressed(effect, { cc: [] })) }),
  ],
  'writes to a client of another partner': [
    'I-30',
    ({ incident, effects }) => ({ incident, effects: effects.map((effect) => readdressed(effect, { address: ['ola@fjord.example'] })) }),
  ],
  'leaves the partner out': [
    'I-34',
    ({ incident, effects }) => ({
      incident: { ...incident, told: incident.told.filter(({ audience }) => audience !== 'partner') },
      effects: effects.filter((effect) => effect.do !== 'message' || effect.recipient.audience !== 'partner'),
    }),
  ],
  'tells a relapse as if it were the first time': [
    'I-41',
    ({ incident, effects }) => ({
      incident,
      effects: effects.map((effect) =>
        effect.do === 'message' && effect.template === 'relapse' ? { ...effect, template: 'incident-opened' } : effect,
      ),
    }),
  ],
  'orders a message twice': ['I-31', ({ incident, effects }) => ({ incident, effects: effects.flatMap(twice) })],
}

const readdressed = (effect: Effect, to: object): Effect =>
  effect.do === 'message' ? { ...effect, recipient: { ...effect.recipient, ...to } } : effect

const twice = (effect: Effect) => (effect.do === 'message' && effect.template !== 'incident-opened' ? [effect, effect] : [effect])

for (const [what, [law, bug]] of Object.entries(PLANTED))
  test(`the laws find an engine that ${what} (${law})`, () => {
    const planted: typeof decide = (incident, event, at) => bug(decide(incident, event, at), incident, at)
    assert.ok(finds(law, { decide: planted }))
  })

test('the laws find an engine that gives the all clear too early (I-38)', () => {
  const early: typeof decide = (incident, event, at) =>
    decide(incident, event, incident.phase === 'stabilising' ? after(at, minutes(4)) : at)
  assert.ok(finds('I-38', { decide: early, asksEvery: '4m' }))
})

test('the laws find an engine that takes a no of the partner for a yes (I-23)', () => {
  const rash: typeof decide = (incident, event, at) => {
    if (event.type !== 'declined') return decide(incident, event, at)
    const { incident: next, effects } = decide(incident, { ...event, type: 'approved' }, at)
    const given = next.answers.at(-1)
    return { incident: { ...next, answers: next.answers.map((one) => (one === given ? { ...one, what: 'declined' } : one)) }, effects }
  }
  const broken = brokenIn(rash, (world) => {
    world.goesDown().showsCause('hosting.capacity').happens({ type: 'statistics-known', by: 'ana', statistics: FIGURES[0]!, offer: OFFER })
    world.happens({ type: 'declined', who: 'partner' }).passes('1h')
  })
  assert.match(broken, /^I-23/m)
})

test('the laws find an engine that calls a site clean that was not updated (I-25)', () => {
  const careless: typeof decide = (incident, event, at) => {
    const { incident: next, effects } = decide(incident, event, at)
    const { 'security/update': _, ...steps } = next.steps
    return { incident: { ...next, steps }, effects }
  }
  const broken = brokenIn(careless, (world) => {
    world.goesDown().showsCause('security.malware').happens({ type: 'action-ended', run: 'malware-clean', result: 'done', output: '' })
  })
  assert.match(broken, /^I-25/m)
})

test('the laws find an engine that says nothing of who ended the window (I-39)', () => {
  const silent: typeof decide = (incident, event, at) => {
    const { incident: next, effects } = decide(incident, event, at)
    return { incident: next, effects: effects.filter((effect) => effect.do !== 'say' || effect.entry.state !== 'resolved') }
  }
  const broken = brokenIn(silent, (world) => {
    world.goesDown().comesBack().happens({ type: 'resolved-by-hand', by: 'ana', reason: 'The host is well.' })
  })
  assert.match(broken, /^I-39/m)
})

test('the laws find an engine whose clock is fast: words of a certificate and of records leave too early (I-24, I-26)', () => {
  const fast: typeof decide = (incident, event, at) => decide(incident, event, after(at, minutes(5)))
  for (const law of ['I-24', 'I-26']) assert.ok(finds(law, { decide: fast, asksEvery: '4m' }), law)
})

test('the laws find an engine that takes the client for somebody in Tokyo (I-37)', () => {
  const abroad: typeof decide = (incident, { known, ...event }, at) => {
    const client = { ...known.zones.client, timezone: 'Asia/Tokyo' }
    return decide(incident, { ...event, known: { ...known, zones: { ...known.zones, client } } }, at)
  }
  assert.ok(finds('I-37', { decide: abroad }))
})

test('the laws find an engine that tells everything twice (I-20, I-21, I-22, I-24)', () => {
  const loud: typeof decide = (incident, event, at) => {
    const { incident: next, effects } = decide(incident, event, at)
    return { incident: next, effects: effects.flatMap(twice) }
  }
  assert.ok(finds('I-21', { decide: loud }, 'hosting.billing'))
  assert.ok(finds('I-22', { decide: loud }, 'hosting.provider_outage'))
  assert.ok(finds('I-24 once', { decide: loud }, 'tls.expired'))
})

test('the laws find an engine that reminds of a renewal before it has asked for it (I-20)', () => {
  const hasty: typeof decide = (incident, event, at) => {
    const { incident: next, effects } = decide(incident, event, at)
    const early = (effect: Effect): Effect =>
      effect.do === 'message' && effect.step === 'ask-client'
        ? { ...effect, step: 'follow-up', template: 'domain-renewal-reminder' }
        : effect
    return { incident: next, effects: effects.map(early) }
  }
  assert.ok(finds('I-20', { decide: hasty }, 'domain.expired'))
})

test('what was said can be said again from its event, to the byte (I-35)', () => {
  for (let seed = 1; seed <= 8; seed++) {
    for (const { decision, at } of live(seed).world.moments) {
      const again = JSON.parse(JSON.stringify(decision)) as Decision
      for (const [n, effect] of decision.effects.entries()) {
        if (effect.do !== 'message' && effect.do !== 'page' && effect.do !== 'announce') continue
        const about = { plan: agency, templates: library.templates, at }
        const told = again.effects[n] as typeof effect
        assert.deepEqual(
          speak({ ...about, incident: again.incident, effect: told }),
          speak({ ...about, incident: decision.incident, effect }),
        )
      }
    }
  }
})

// What an engine breaks in one story that is told by hand.
function brokenIn(planted: typeof decide, tells: (world: World) => void): string {
  const broken: string[] = []
  tells(new World(STARTS[0]!, { playbooks: builtIn, decide: planted, looksOn: (seen, moment) => broken.push(...brokenLaws(moment, seen)) }))
  return broken.join('\n')
}

const finds = (law: string, setting: Setting, cause?: string) =>
  Array.from({ length: 60 }, (_, seed) => seed + 1).some((seed) => live(seed, setting, cause).broken.some((words) => words.includes(law)))
