import { isDeepStrictEqual } from 'node:util'
import type { Happening, Incident } from '../../src/domain/incident/incident.ts'
import { after, days, iso, minutes } from '../../src/domain/instant.ts'
import type { Instant } from '../../src/domain/instant.ts'
import type { Plan } from '../../src/domain/plan/plan.ts'
import { createCalendar } from '../../src/engine/maintenance/maintenance-calendar.ts'
import { createMetrics } from '../../src/engine/metrics.ts'
import { EVERY_TURN } from '../../src/engine/turns.ts'
import { respond, suspect } from '../../src/engine/respond/respond.ts'
import type { Room } from '../../src/engine/room.ts'
import { loadLibrary } from '../../src/library.ts'
import { createChannelNetwork } from '../../src/network/create-network.ts'
import { eventsOf, foldEvents } from '../../src/store/events.ts'
import { findIncident, takeDueIncident } from '../../src/store/incidents.ts'
import { findMessage } from '../../src/store/messages.ts'
import { markCommitting, recoverMessages, retryMessage, settleMessage, takeDueMessage } from '../../src/store/outbox.ts'
import type { Message } from '../../src/store/messages.ts'
import { joinParent, leaveParent, openParent } from '../../src/store/parents.ts'
import { openStore } from '../../src/store/store.ts'
import type { Store } from '../../src/store/store.ts'
import { dice } from '../stories/dice.ts'
import type { Roll } from '../stories/dice.ts'
import { PLANS } from './agency.ts'
import { count } from './judges.ts'
import type { Tally } from './judges.ts'
import type { SimWorld } from './world.ts'

const LEASE = minutes(1)
const DIED = 'The hub died before it had stored.'
const library = await loadLibrary({ people: Object.keys(PLANS.waits.people), partners: Object.keys(PLANS.waits.partners) })
const nowhere = createChannelNetwork({ operatorHosts: [] })

/** What is judged of a story that went through the store. */
export const LAWS_OF_STORES = [
  'I-30 stored',
  'I-31 stored',
  'I-47',
  'I-48 stored',
  'I-49',
  'I-50 stored',
  'I-51 stored',
  'I-52',
  'I-60 stored',
] as const
type LawName = (typeof LAWS_OF_STORES)[number]

/**
 * A story that was told is told again through the real engine and a store in memory: two hubs over one database, transactions that are cut off before they are
 * committed, senders that lose their lease. What is stored must be what was decided, and nothing more.
 */
export async function tellStored(
  world: SimWorld,
  tally?: Tally,
): Promise<{ readonly broken: readonly string[]; readonly decisions: number }> {
  const telling = new Telling(world, tally)
  try {
    for (const step of world.log) await telling.tell(step)
    await telling.judgeEnd()
  } catch (error) {
    telling.broken.push(`I-60 stored: it stopped: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  } finally {
    await telling.store?.close()
  }
  return telling
}

class Telling {
  readonly broken: string[] = []
  decisions = 0
  store!: Store
  private hubs!: readonly Room[]
  private now = 0 as Instant
  private plan: Plan = PLANS.waits
  private deadChannels: readonly string[] = []
  private larger: SimWorld['log'][number]['larger'] = []
  private diesNext = false
  private readonly accepted = new Map<string, number>() // how often somebody took the last byte of a message
  private readonly world: SimWorld
  private readonly roll: Roll
  private readonly tally: Tally | undefined

  constructor(world: SimWorld, tally: Tally | undefined) {
    this.world = world
    this.roll = dice(world.story.seed)
    this.tally = tally
  }

  async tell({ moment, clock, plan, deadChannels, larger }: SimWorld['log'][number]) {
    this.store ??= await this.open()
    Object.assign(this, { now: clock, plan, deadChannels })
    await this.keepLarger(larger)
    const { before, event, decision } = moment
    const { partner } = before
    const number = Number(before.id)
    const hub = this.hubs[this.world.story.faults.includes('two-hubs') ? this.roll.upTo(2) : 0]!
    const { known: _, ...happening } = event
    if (happening.type === 'suspected') {
      const got = await suspect(hub, { id: before.site, partner }, moment.at)
      this.judge('I-52', got !== number && `incident ${number} has another number: ${got}`)
    } else {
      if (happening.type === 'clock' && before.wakeAt !== null && before.wakeAt <= clock)
        this.judge('I-48 stored', !(await dueBy(this.store, clock)).includes(number) && `incident ${number} is due and not found`)
      if (happening.type === 'delivered') await this.send(partner, happening)
      if (this.world.story.faults.includes('crashes') && this.roll.chance(0.05)) await this.dies(hub, partner, number, happening)
      await respond(hub, partner, number, happening)
    }
    this.decisions++
    const stored = await findIncident(this.store.db, partner, number)
    const isSame = stored !== null && isDeepStrictEqual(stored.incident, JSON.parse(JSON.stringify(decision.incident)))
    this.judge('I-52', !isSame && `at ${iso(moment.at)} ${event.type}: ${differenceOf(decision.incident, stored?.incident)}`)
    this.judge(
      'I-51 stored',
      stored !== null && stored.incident.wakeAt !== null && stored.incident.wakeAt < moment.at && 'it goes back in time',
    )
    for (const effect of decision.effects)
      if (effect.do === 'message' || effect.do === 'page')
        this.judge(
          'I-47',
          (await findMessage(this.store.db, partner, effect.key)) === null && `${effect.key} was decided and is not in the outbox`,
        )
    if (this.broken.length > 3) throw new Error('enough is broken')
  }

  async judgeEnd() {
    for (const { incident, ordered } of this.world.lives) {
      const { partner, id } = incident
      const events = await eventsOf(this.store.db, partner, Number(id))
      this.judge(
        'I-50 stored',
        !isDeepStrictEqual(foldEvents(events), JSON.parse(JSON.stringify(incident))) &&
          `the events of incident ${id} do not give the incident`,
      )
      for (const key of ordered) {
        const message = await findMessage(this.store.db, partner, key)
        if (!message) continue // announced on a page
        this.judge('I-60 stored', message.settledAt === null && `${key} is ${message.state} for ever`)
        this.judge(
          'I-31 stored',
          message.contract === 'message' && (this.accepted.get(`${partner} ${key}`) ?? 0) > 1 && `${key} was accepted twice`,
        )
      }
      const foreign = await findMessage(this.store.db, partner === 'quiet' ? 'fjord' : 'quiet', ordered[0] ?? '')
      this.judge('I-30 stored', foreign !== null && 'a message of one tenant is found by another')
    }
    const last = Math.max(...this.world.log.map(({ clock }) => clock)) as Instant
    const due = await dueBy(this.store, last)
    const overdue = due.filter(
      (number) => !this.world.lives.some(({ incident }) => incident.id === String(number) && incident.wakeAt !== null),
    )
    this.judge('I-60 stored', overdue.length > 0 && `incident ${overdue[0]} is overdue at the end`)
  }

  // The correlation is a loop of its own, told after its model: what it keeps stands in the tables when a hub looks there.
  private async keepLarger(larger: SimWorld['log'][number]['larger']) {
    if (isDeepStrictEqual(larger, this.larger)) return
    this.larger = larger
    const at = this.now
    await this.store.transaction(async (tx) => {
      await tx.deleteFrom('affected').execute()
      await tx.deleteFrom('parent').execute()
      for (const { members, parted, ...parent } of larger) {
        const { id } = await openParent(tx, parent, at)
        await tx.updateTable('parent').set({ id: parent.id }).where('id', '=', id).execute()
        for (const one of [...parted, ...members]) await joinParent(tx, parent.id, one, at)
        for (const { incident } of parted) await leaveParent(tx, parent.id, incident, at, 'outlasted')
      }
    })
  }

  // The hub dies inside its transaction: nothing of the decision may be seen afterwards.
  private async dies(hub: Room, partner: string, number: number, happening: Happening) {
    const before = await findIncident(this.store.db, partner, number)
    const events = await this.countEvents(partner, number)
    this.diesNext = true
    await respond(hub, partner, number, happening).catch((error: unknown) => {
      if (!(error instanceof Error && error.message === DIED)) throw error
    })
    this.diesNext = false
    this.judge(
      'I-47',
      !isDeepStrictEqual(await findIncident(this.store.db, partner, number), before) &&
        'a decision that was cut off left something of the incident behind',
    )
    this.judge('I-47', (await this.countEvents(partner, number)) !== events && 'a decision that was cut off left an event behind')
  }

  private async countEvents(partner: string, incident: number): Promise<number> {
    const all = this.store.db.selectFrom('event').select((eb) => eb.fn.countAll<number>().as('n'))
    return (await all.where('partner', '=', partner).where('incident', '=', incident).executeTakeFirstOrThrow()).n
  }

  // What the story says of a message becomes true in the outbox first: it is taken, sent and settled, in spite of whoever else reaches for it.
  private async send(partner: string, { key, outcome, reason }: Extract<Happening, { type: 'delivered' }>) {
    const { db } = this.store
    const found = await findMessage(db, partner, key)
    if (!found || found.settledAt !== null) return
    let taken = await this.take(found)
    if (!taken) return
    const later = after(this.now, minutes(3))
    if (this.world.story.faults.includes('two-hubs') && this.roll.chance(0.5)) {
      this.judge('I-49', (await markCommitting(db, taken, later, LEASE)) && `${key}: whoever holds it longer than the lease may send it`)
      const givesBack = this.roll.chance(0.5) // else it dies, and somebody finds what it held
      if (givesBack) await retryMessage(db, taken, { dueAt: later, reason: '' })
      else await recoverMessages(db, later)
      const other = await this.take(found, later)
      this.judge('I-49', other === null && `${key} is lost with the hub that held it`)
      this.judge('I-49', (await markCommitting(db, taken, later, LEASE)) && `${key}: whoever lost the lease may send it`)
      this.judge(
        'I-49',
        (await settleMessage(db, taken, { state: 'refused', reason, reference: null, thread: null, now: later })) &&
          `${key}: whoever lost the lease may settle it`,
      )
      if (!other) return
      taken = other
      await this.commit(taken, later)
      await settleMessage(db, taken, { state: outcome, reason, reference: null, thread: null, now: later })
      return
    }
    await this.commit(taken, this.now)
    if (outcome === 'uncertain' && found.contract === 'message') {
      await recoverMessages(db, later) // the hub died after the last byte
      this.judge(
        'I-31 stored',
        (await findMessage(db, partner, key))?.state !== 'uncertain' && `${key}: nobody knows whether it arrived, and that is not shown`,
      )
      return
    }
    await settleMessage(db, taken, { state: outcome, reason, reference: null, thread: null, now: this.now })
  }

  private async commit(message: Message, at: Instant) {
    const name = `${message.partner} ${message.key}`
    if (await markCommitting(this.store.db, message, at, LEASE)) this.accepted.set(name, (this.accepted.get(name) ?? 0) + 1)
    else this.judge('I-49', `${message.key}: whoever holds it may not send it`)
  }

  // This one of what is due; the others are put back.
  private async take(wanted: Pick<Message, 'partner' | 'key'>, now = this.now): Promise<Message | null> {
    const others: Message[] = []
    let taken = await takeDueMessage(this.store.db, after(now, days(2)), LEASE)
    for (
      ;
      taken && !(taken.key === wanted.key && taken.partner === wanted.partner);
      taken = await takeDueMessage(this.store.db, after(now, days(2)), LEASE)
    )
      others.push(taken)
    for (const other of others) await retryMessage(this.store.db, other, { dueAt: other.dueAt, reason: '' })
    if (!taken) return null
    await this.store.db
      .updateTable('outbox')
      .set({ lease_until: after(now, LEASE) })
      .where('partner', '=', taken.partner)
      .where('key', '=', taken.key)
      .execute()
    return { ...taken, leaseUntil: after(now, LEASE) }
  }

  private async open(): Promise<Store> {
    const store = await openStore({})
    const transaction = store.transaction.bind(store)
    const dying: Store['transaction'] = (work) =>
      transaction(async (tx) => {
        const done = await work(tx)
        if (this.diesNext) throw new Error(DIED)
        return done
      })
    this.hubs = [0, 1].map(() => this.roomOf({ ...store, transaction: dying }))
    return store
  }

  private roomOf(store: Store): Room {
    const clock = { now: () => this.now }
    const plan = () => this.plan
    const isThere = (path: string) => !this.deadChannels.includes(path.split('.')[1]!)
    const secrets = { has: isThere, get: () => 'a secret' } as unknown as ReturnType<Room['secrets']>
    return {
      ...{
        store,
        clock,
        plan,
        library: () => library,
        metrics: createMetrics(),
        turns: EVERY_TURN,
        answerKey: 'a key of this story',
        loops: {},
      },
      ...{ secrets: () => secrets, outside: nowhere, channels: nowhere, strangers: nowhere, news: () => {} },
      calendar: createCalendar({ store, clock, plan }),
      onBug: (error) => void this.broken.push(`I-60 stored: ${String(error)}`),
    }
  }

  private judge(law: LawName, words: string | false) {
    if (words !== false) this.broken.push(`${law}: ${words}`)
    if (this.tally) count(this.tally, law)
  }
}

function differenceOf(decided: Incident, stored: Incident | undefined): string {
  if (!stored) return 'it is not stored'
  const other = Object.entries(JSON.parse(JSON.stringify(decided)) as Incident).find(
    ([field, value]) => !isDeepStrictEqual(value, stored[field as keyof Incident]),
  )
  return other
    ? `${other[0]} is ${JSON.stringify(stored[other[0] as keyof Incident])?.slice(0, 300)} and was decided as ${JSON.stringify(other[1])?.slice(0, 300)}`
    : 'it has more fields'
}

/** The incidents that a hub would wake by then, the longest overdue first. */
const dueBy = (store: Store, at: Instant): Promise<number[]> =>
  store.transaction(async (tx) => {
    const due: number[] = []
    for (let one = await takeDueIncident(tx, at, due); one; one = await takeDueIncident(tx, at, due)) due.push(one.number)
    return due
  })
