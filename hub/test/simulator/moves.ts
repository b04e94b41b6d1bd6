import type { Happening, Incident } from '../../src/domain/incident/incident.ts'
import { letterReaders, shownOf } from '../../src/domain/incident/write-words.ts'
import { after, days, hours, milliseconds, minutes, seconds } from '../../src/domain/instant.ts'
import { choosePlaybook } from '../../src/domain/playbook/choose.ts'
import { CAUSE_OF } from '../../src/domain/triage/beside-the-page.ts'
import type { FailureClass } from '../../src/domain/triage/verdict.ts'
import type { Roll } from '../stories/dice.ts'
import { builtIn } from '../stories/world.ts'
import { PLANS } from './agency.ts'
import type { Fault } from './faults.ts'
import type { Life } from './life.ts'
import { STANDSTILL } from './world.ts'
import type { SimWorld } from './world.ts'

type Playing = {
  readonly of?: Fault // what the story must have for it
  readonly often: number
  readonly happens: (world: SimWorld, site: string, roll: Roll) => void
}

const CAUSES = [
  ...[
    'tls.expired',
    'tls.chain',
    'domain.expired',
    'domain.hold',
    'dns.record_wrong',
    'dns.lame',
    'dns.provider_outage',
    'host.service_down',
  ],
  ...['hosting.billing', 'hosting.provider_outage', 'hosting.capacity', 'security.malware', 'app.fatal', 'unknown'],
]
const CLASSES: readonly FailureClass[] = ['deterministic', 'refused', 'timeout', 'status', 'content', 'dns', 'tls']
const PEOPLE = ['ana', 'kofi', 'mei', 'dev1']
const WHO = ['client', 'partner'] as const
const FIGURES = [{ disk: 9e9, transfer: 3e11, visits: 79_000 }, { disk: 1e13 }, { disk: 9e9, transfer: 3e11 }, { visits: 1 }]
const OFFER = { plan: 'Medium', price: '60 USD/month' }
const WRITTEN = { subject: 'Hi', text: 'Soon.' }

// Something that somebody does about the newest incident of a site, over or not.
const says = (of: Fault | undefined, often: number, what: (life: Life, roll: Roll, world: SimWorld) => Happening | null): Playing => ({
  ...(of ? { of } : {}),
  often,
  happens(world, site, roll) {
    const life = world.newestOf(site)
    const happening = life ? what(life, roll, world) : null
    if (life && happening) world.tell(life, happening)
  },
})

const taskOf = ({ incident }: Life, roll: Roll) => roll.one([...Object.keys(incident.tasks), 'none'])

function diagnosed(world: SimWorld, { verdict }: Incident, cause: string, confidence: number): Happening {
  const named = verdict?.service ? CAUSE_OF[verdict.service] : cause
  const playbook = choosePlaybook([world.playbooks, builtIn], named)
  return {
    type: 'diagnosed',
    playbook,
    diagnosis: { cause: named, confidence: named === 'unknown' ? 0 : confidence, because: [], alternatives: [], facts: {} },
  }
}

/** What can happen in a story. Each finds the newest incident of its site by itself, and does nothing where there is none. */
export const MOVES = {
  down: { often: 10, happens: (world, site, roll) => world.probe.fails(site, `${site}/http`, roll.one(CLASSES)) },
  up: { often: 9, happens: (world, site) => world.probe.heals(site) },
  'service-down': {
    of: 'services',
    often: 5,
    happens: (world, site, roll) => world.probe.fails(site, `${site}/${roll.one(['smtp', 'tcp'])}`, 'refused'),
  },
  'page-up': {
    of: 'services',
    often: 3,
    happens(world, site) {
      world.probe.truths.get(site)!.failing.delete(`${site}/http`)
      world.probe.lookAt(site)
    },
  },
  'all-down': {
    of: 'larger',
    often: 5,
    happens(world, site, roll) {
      const { hosting } = world.plan.sites[site]!
      const failure = roll.one(['refused', 'timeout'] as const)
      for (const one of Object.values(world.plan.sites)) {
        if (one.id !== site && !(hosting && one.hosting === hosting)) continue
        world.probe.fails(one.id, `${one.id}/http`, failure)
        world.larger.correlate()
        world.passes(seconds(roll.one([0, 0, 45]))) // the sites of one host do not always fail in the same instant
      }
    },
  },
  'all-up': {
    of: 'larger',
    often: 3,
    happens: (world, _, roll) => Object.keys(world.plan.sites).forEach((id) => roll.chance(0.8) && world.probe.heals(id)),
  },
  blink: {
    of: 'blinks',
    often: 4,
    happens(world, site) {
      world.probe.truths.get(site)!.blinks = true
      world.probe.lookAt(site)
    },
  },
  flap: {
    of: 'flapping',
    often: 5,
    happens(world, site, roll) {
      for (let n = 1 + roll.upTo(3); n > 0; n--) {
        world.probe.fails(site, `${site}/http`, roll.one(CLASSES))
        world.passes(seconds(20 + roll.upTo(300)))
        world.probe.heals(site)
        world.passes(seconds(20 + roll.upTo(600)))
      }
    },
  },
  warning: {
    often: 1,
    happens(world, site) {
      const truth = world.probe.truths.get(site)!
      truth.warns = !truth.warns
      world.probe.lookAt(site)
    },
  },
  blind: {
    of: 'blindness',
    often: 4,
    happens(world) {
      world.probe.isBlind = true
      for (const site of Object.keys(world.plan.sites)) world.probe.lookAt(site)
    },
  },
  sees: {
    of: 'blindness',
    often: 5,
    happens(world) {
      world.probe.isBlind = false
      for (const site of Object.keys(world.plan.sites)) world.probe.lookAt(site)
    },
  },
  wall: {
    of: 'walls',
    often: 3,
    happens(world, site) {
      const truth = world.probe.truths.get(site)!
      truth.walled = !truth.walled
      world.probe.lookAt(site)
    },
  },
  resolver: {
    of: 'one-resolver',
    often: 3,
    happens(world, site) {
      world.probe.resolverFails = !world.probe.resolverFails
      world.probe.lookAt(site)
    },
  },
  'wrong-clock': {
    of: 'wrong-clock',
    often: 3,
    happens(world, site, roll) {
      world.probe.skew = world.probe.skew === 0 ? hours(roll.one([-5, 2, 30])) : milliseconds(0)
      world.probe.lookAt(site)
    },
  },
  locations: {
    of: 'one-location',
    often: 3,
    happens: (world, _, roll) => void (world.probe.otherLocations = roll.one(['none', 'agree', 'see it well'])),
  },
  'turned-away': says('walls', 1, () => ({ type: 'turned-away', at: 'the wall', probe: 'new-york', met: '403' })),

  cause: says(undefined, 9, ({ incident }, roll, world) => diagnosed(world, incident, roll.one(CAUSES), 1)),
  'other-cause': says('changed-causes', 5, ({ incident }, roll, world) =>
    diagnosed(world, incident, roll.one(CAUSES), roll.one([1, 0.95, 0.7, 0.7])),
  ),
  'cause-confirmed': says('changed-causes', 2, () => ({ type: 'cause-confirmed', by: 'ana' })),

  ack: says(undefined, 7, (_, roll) => ({ type: 'acknowledged', by: roll.one(PEOPLE) })),
  take: says('busy-people', 2, (_, roll) => ({ type: 'taken', by: roll.one(PEOPLE) })),
  'hand-over': says('busy-people', 2, (_, roll) => ({ type: 'handed-over', by: roll.one(PEOPLE), to: roll.one(PEOPLE) })),
  escalate: says('busy-people', 2, (_, roll) => ({
    type: 'escalated',
    by: roll.one(PEOPLE),
    to: roll.one(['next', 'developers', 'kofi', 'ana']),
  })),
  snooze: says('busy-people', 3, (_, roll, { now }) => ({
    type: 'snoozed',
    by: roll.one(PEOPLE),
    until: after(now, minutes(roll.upTo(200))),
    reason: 'later',
  })),
  unsnooze: says('busy-people', 1, () => ({ type: 'unsnoozed', by: 'ana' })),
  note: says(undefined, 1, () => ({ type: 'noted', by: 'ana', text: 'hm' })),
  resolve: says('busy-people', 3, () => ({ type: 'resolved-by-hand', by: 'ana', reason: 'by hand' })),

  reply: says('answers', 3, (_, roll) => ({
    type: 'replied',
    who: roll.one(WHO),
    ...(roll.chance(0.4) ? { says: roll.one(['done', 'help', 'call'] as const), by: 'Bo' } : {}),
    ...(roll.chance(0.3) ? { ref: String(roll.upTo(2)) } : {}),
    ...(roll.chance(0.2) ? { unread: true } : {}),
  })),
  'yes-or-no': says('answers', 8, ({ incident }, roll) => {
    const steps = incident.playbook?.steps.flatMap(({ id, does }) => (does.do === 'approval' || does.do === 'action' ? [id] : [])) ?? []
    return {
      type: roll.one(['approved', 'declined']),
      who: roll.one(WHO),
      ...(steps.length > 0 && roll.chance(0.5) ? { step: roll.one(steps) } : {}),
    }
  }),
  statistics: says('answers', 2, (_, roll) => ({
    type: 'statistics-known',
    by: 'ana',
    statistics: roll.one(FIGURES),
    ...(roll.chance(0.5) ? { offer: OFFER } : {}),
  })),
  'write-words': says('own-words', 4, ({ incident, moments }, roll) => {
    const to = roll.one([['client'], ['partner'], ['client', 'partner']] as const)
    const shown = roll.chance(0.9) ? shownOf(letterReaders(incident, moments.at(-1)!.event.known, to)) : []
    return {
      type: 'words-written',
      by: 'ana',
      ref: String(roll.upTo(3)),
      to,
      shown,
      template: 'by-hand',
      written: WRITTEN,
      ...(roll.chance(0.2) ? { despite: 'it burns' } : {}),
    }
  }),
  update: says('own-words', 3, (_, roll) => ({
    type: 'update-written',
    by: 'ana',
    stage: roll.one(['investigating', 'identified', 'monitoring']),
    text: 'Soon.',
  })),
  ticket: says('own-words', 1, (_, roll) => ({
    type: 'ticket-written',
    by: 'ana',
    provider: roll.one(['anchor-hosting', 'namesilver']),
    name: 'Anchor',
    letter: null,
    contact: null,
  })),
  'action-ends': says('actions', 5, (_, roll) => ({
    type: 'action-ended',
    run: roll.one(['certificate-renew', 'certificate-renew', 'malware-clean', 'site-scan', 'fail-over']),
    result: roll.one(['done', 'failed']),
    output: '',
    ...(roll.chance(0.3) ? { mark: roll.one(['cleaned', 'reinfected'] as const) } : {}),
  })),
  mark: says('scans', 4, (_, roll) => ({
    type: 'marked',
    mark: roll.one(['provider-confirmed', 'provider-recovered', 'cleaned', 'reinfected']),
  })),
  'task-done': says(undefined, 3, (life, roll) => ({ type: 'task-done', task: taskOf(life, roll), by: 'ana' })),
  'tasks-done': {
    of: 'tasks',
    often: 2,
    happens(world, site) {
      const life = world.newestOf(site)
      for (const task of Object.keys(life?.incident.tasks ?? {})) world.tell(life!, { type: 'task-done', task, by: 'ana' })
    },
  },
  'task-taken': says('tasks', 1, (life, roll) => ({ type: 'task-taken', task: taskOf(life, roll), by: 'ana' })),
  tick: says('tasks', 1, (life, roll) => ({
    type: 'item-ticked',
    task: taskOf(life, roll),
    item: roll.upTo(3),
    done: roll.chance(0.7),
    by: 'ana',
  })),
  'task-added': says('tasks', 2, (_, roll, { now }) => ({
    type: 'task-added',
    by: 'ana',
    title: 'Look',
    for: 'on-call',
    dueAt: after(now, minutes(roll.upTo(90))),
    followUp: roll.chance(0.3),
    checklist: ['one', 'two'],
  })),
  measure: says('tasks', 1, () => ({ type: 'measure-taken', by: 'ana', text: 'Turned it off and on.' })),
  case: says('tasks', 1, (_, roll, { now }) => ({
    type: 'case-opened',
    by: 'ana',
    provider: 'anchor-hosting',
    name: 'Anchor',
    number: String(roll.upTo(3)),
    promisedAt: roll.chance(0.5) ? after(now, minutes(roll.upTo(90))) : null,
    contact: null,
  })),
  chase: says('tasks', 1, (life, roll) => ({
    type: 'case-chased',
    by: 'ana',
    task: taskOf(life, roll),
    text: 'Still at it.',
    promisedAt: null,
  })),
  review: says('tasks', 1, (_, roll) => ({
    type: 'review-held',
    by: 'ana',
    lessons: 'Sooner.',
    publicText: roll.chance(0.5) ? 'We look sooner now.' : null,
  })),

  post: {
    often: 14,
    happens: (world, site, roll) =>
      carry(
        world,
        world.lives.filter(({ incident }) => incident.site === site),
        roll,
      ),
  },
  'post-all': { often: 7, happens: (world, _, roll) => carry(world, world.lives, roll) },
  'told-again': {
    of: 'told-twice',
    often: 5,
    happens(world, site, roll) {
      const life = world.newestOf(site)
      const recent = life?.moments.slice(-4).filter(({ event }) => BY_MACHINE.has(event.type)) ?? []
      if (!life || recent.length === 0) return
      const { known: _, ...happening } = roll.one(recent).event
      if (happening.type === 'seen-up' && life.incident.phase === 'open') return // checks are judged in their order (I-5)
      world.hear(life, happening)
    },
  },
  'late-news': {
    of: 'out-of-order',
    often: 3,
    happens(world, site, roll) {
      const old = world.lives.filter(({ incident }) => incident.site === site).slice(0, -1)
      if (old.length > 0)
        world.tell(
          roll.one(old),
          roll.one<Happening>([
            { type: 'acknowledged', by: 'ana' },
            { type: 'seen-up' },
            { type: 'clock' },
            { type: 'replied', who: 'client' },
            { type: 'marked', mark: 'cleaned' },
          ]),
        )
    },
  },
  bounce: says('bounces', 3, ({ incident }, roll) => {
    const told = incident.told.flatMap(({ address, channel }) => (channel === 'mail' ? [address] : []))
    return { type: 'bounced', address: roll.one([...told, 'bo@cornerbakery.example', 'bo.hart@mailbox.example']) }
  }),
  crash: { of: 'crashes', often: 6, happens: (world) => void (world.dies = 'before it has stored') },
  'two-hubs': {
    of: 'two-hubs',
    often: 5,
    happens(world, site) {
      const life = world.newestOf(site)
      if (!life) return
      for (let hub = 0; hub < 2; hub++) world.hear(life, { type: 'clock' })
    },
  },
  standstill: {
    of: 'standstill',
    often: 2,
    happens(world, _, roll) {
      world.isStandingStill = true
      world.passes(milliseconds(roll.upTo(STANDSTILL)))
      world.isStandingStill = false
      world.passes(milliseconds(0))
    },
  },
  'clock-jumps': {
    of: 'clock-jumps',
    often: 2,
    happens(world, _, roll) {
      world.now = after(world.now, roll.one([hours(2), minutes(20), minutes(-7), hours(-1), days(-1)]))
    },
  },
  'channels-die': {
    of: 'dead-channels',
    often: 2,
    happens: (world, _, roll) => void (world.deadChannels = roll.one([['sms', 'voice'], ['push'], ['mail'], []])),
  },
  'policy-edited': {
    of: 'edited-policy',
    often: 2,
    happens(world, _, roll) {
      world.plan = PLANS[roll.one(Object.keys(PLANS) as (keyof typeof PLANS)[])]
    },
  },
  'work-planned': {
    of: 'planned-work',
    often: 4,
    happens: (world, site, roll) =>
      world.work.plans(site, roll.one([minutes(20), hours(1), hours(30), days(8)]), minutes(roll.one([30, 120]))),
  },
  'work-begins': { of: 'planned-work', often: 3, happens: (world, site) => world.work.does(site, { type: 'started', by: 'ana' }) },
  'work-ends': { of: 'planned-work', often: 3, happens: (world, site) => world.work.does(site, { type: 'completed', by: 'ana' }) },
  'work-moves': {
    of: 'planned-work',
    often: 2,
    happens: (world, site, roll) =>
      world.work.does(site, {
        type: 'moved',
        by: 'ana',
        startsAt: after(world.now, roll.one([hours(1), hours(26), days(9)])),
        lasts: minutes(roll.one([30, 120])),
        emergency: 'It burns.',
      }),
  },
  'work-off': {
    of: 'planned-work',
    often: 1,
    happens: (world, site) => world.work.does(site, { type: 'cancelled', by: 'ana', reason: 'Not needed.' }),
  },
  'work-extended': {
    of: 'planned-work',
    often: 2,
    happens: (world, site) => world.work.does(site, { type: 'extended', by: 'ana', length: minutes(30) }),
  },
  'days-pass': {
    of: 'planned-work',
    often: 1,
    happens: (world, _, roll) => world.passes(hours(world.lives.some(isOpen) ? 1 : 12 + roll.upTo(24 * 8))),
  },
} satisfies Record<string, Playing>

export type MoveName = keyof typeof MOVES
export const MOVE_NAMES = Object.keys(MOVES) as MoveName[]
/** A move as every other is. */
export const moveOf = (name: MoveName): Playing => MOVES[name]

// What a machine tells may come a second time; what a person says twice was meant twice.
const BY_MACHINE: ReadonlySet<Happening['type']> = new Set([
  'seen-up',
  'diagnosed',
  'acknowledged',
  'words-written',
  'bounced',
  'delivered',
  'action-ended',
  'cause-confirmed',
])

// What waits is sent, and what is on its way ends: as the faults of the story have it.
function carry(world: SimWorld, lives: readonly Life[], roll: Roll) {
  const has = (fault: Fault) => world.story.faults.includes(fault)
  const isSlow = has('slow-post')
  for (const life of lives) {
    const busy = new Set<string>() // nothing overtakes what goes before it to the same address
    for (const one of life.posted) {
      const isOpen = one.state === 'waiting' || one.state === 'sending' || one.state === 'late'
      const way = `${one.contract} ${one.to}`
      if (isOpen && busy.has(way)) continue
      if (isOpen) busy.add(way)
      if (one.state === 'waiting' && !(isSlow && roll.chance(0.4))) one.state = life.incident.resolvedAt === null ? 'sending' : 'late'
      if (one.state !== 'sending' && one.state !== 'late') continue
      if (isSlow && roll.chance(0.3)) continue
      const outcome =
        has('refusals') && roll.chance(0.25) ? 'refused' : has('uncertain-sends') && roll.chance(0.25) ? 'uncertain' : 'delivered'
      busy.delete(way)
      if (one.state === 'sending') one.state = outcome
      else if (one.template === 'all-clear' || one.template === 'morning-summary') one.state = outcome
      world.tell(life, { type: 'delivered', key: one.key, outcome, reason: null })
      if (has('told-twice') && roll.chance(0.2)) world.tell(life, { type: 'delivered', key: one.key, outcome, reason: null })
      if (outcome === 'uncertain' && has('out-of-order') && roll.chance(0.5))
        world.tell(life, { type: 'delivered', key: one.key, outcome: 'delivered', reason: null })
    }
  }
}

/** Faults stop: everything is well, everybody does what they have to, everything that was posted arrives, and time goes by. */
export function endWell(world: SimWorld) {
  const { probe } = world
  Object.assign(probe, { isBlind: false, resolverFails: false, skew: milliseconds(0), otherLocations: 'none' })
  world.dies = 'not'
  world.isStandingStill = false
  const most = Math.max(world.now, ...world.lives.map(({ lastAt }) => lastAt))
  world.passes(milliseconds(most - world.now))
  for (const site of Object.keys(world.plan.sites)) {
    Object.assign(probe.truths.get(site)!, { walled: false, blinks: false, warns: false })
    probe.heals(site)
    world.work.does(site, { type: 'cancelled', by: 'ana', reason: 'The story ends.' })
    world.work.does(site, { type: 'completed', by: 'ana' })
  }
  world.passes(hours(2))
  for (const life of world.lives) for (let scan = 0; scan < 2 && isOpen(life); scan++) world.hear(life, { type: 'marked', mark: 'cleaned' })
  everythingArrives(world)
  world.passes(days(2))
  everythingArrives(world)
  for (const life of world.lives)
    for (const [task, { done }] of Object.entries(life.incident.tasks)) if (!done) world.hear(life, { type: 'task-done', task, by: 'ana' })
}

const isOpen = ({ incident }: Life) => incident.phase === 'open' || incident.phase === 'stabilising'

function everythingArrives(world: SimWorld) {
  for (let round = 0, more = true; more && round < 20; round++) {
    more = false
    for (const life of world.lives) {
      for (const one of life.posted) {
        if (one.state !== 'waiting' && one.state !== 'sending' && one.state !== 'late') continue
        if (one.state === 'late' && one.template !== 'all-clear' && one.template !== 'morning-summary') continue
        one.state = 'delivered'
        more = true
        world.hear(life, { type: 'delivered', key: one.key, outcome: 'delivered', reason: null })
      }
    }
  }
}
