import { days, hours, minutes } from '../../src/domain/instant.ts'
import type { WorkMoment } from './planned-work.ts'
import type { SimWorld } from './world.ts'

const LATE = hours(1)

type LawOfWork = (moments: readonly WorkMoment[]) => string | false

/** What must hold of each planned window over a whole story (MNT-1 to MNT-3). */
const LAWS: Readonly<Record<string, LawOfWork>> = {
  'I-42 once': (moments) => {
    const keys = moments.flatMap(({ orders }) => orders.flatMap((order) => (order.do === 'withdraw' ? [] : [order.key])))
    return new Set(keys).size < keys.length && 'a notice, or a page of an overrun, is ordered twice'
  },
  'I-42 in time': (moments) => {
    for (const { orders, at, work } of moments) {
      for (const order of orders) {
        if (order.do !== 'tell' || (order.kind !== 'notice' && order.kind !== 'reminder')) continue
        const ahead = work.facts.startsAt - at
        if (order.kind === 'reminder' && ahead > hours(24)) return 'the reminder comes earlier than a day before'
        if (order.kind === 'notice' && ahead > days(7)) return 'the notice comes earlier than a week before'
        if (order.kind === 'notice' && ahead <= 0) return 'the notice comes after the work has begun'
        const isShort = work.timedAt > work.facts.startsAt - days(7) || ahead < days(7) - LATE
        if (order.kind === 'notice' && order.isShort !== isShort)
          return isShort ? 'a short notice does not say so' : 'a notice in time is called short'
      }
    }
    return false
  },
  'I-42 given': (moments) => {
    const { work } = moments.at(-1)!
    if (work.startedAt === null || work.phase === 'cancelled') return false
    const kinds = new Set(moments.flatMap(({ orders }) => orders.flatMap((order) => (order.do === 'tell' ? [order.kind] : []))))
    const began = moments.find((moment) => moment.work.startedAt !== null)!
    const wasEarly = began.event.type === 'started' || began.at - began.before.timedAt < minutes(1)
    return (
      !wasEarly &&
      !kinds.has('notice') &&
      !kinds.has('moved') &&
      !kinds.has('reminder') &&
      began.before.told.length === 0 &&
      'the work began and nobody had notice of it'
    )
  },
  'I-42 off': (moments) => {
    const off = moments.findIndex(({ work }) => work.phase === 'cancelled')
    if (off < 0) return false
    if (moments.slice(off + 1).some(({ orders }) => orders.length > 0)) return 'words of work that was called off'
    const told = moments[off]!.before.told.map(({ recipient }) => recipient.address.join(' '))
    const heard = moments[off]!.orders.flatMap((order) => (order.do === 'tell' ? [order.reached.recipient.address.join(' ')] : []))
    if (!moments[off]!.orders.some((order) => order.do === 'withdraw'))
      return 'what waits to be said of work that was called off is not withdrawn'
    return heard.length < told.length && 'who was told of the work does not hear that it was called off'
  },
  'I-42 moved': (moments) => {
    const wrong = moments.find(({ event, before, work, orders }) => {
      if (event.type !== 'moved' || work === before || before.told.length === 0 || work.facts.startsAt === before.facts.startsAt)
        return false
      return !before.told.every((one) =>
        orders.some(
          (order) => order.do === 'tell' && order.kind === 'moved' && order.reached.recipient.address[0] === one.recipient.address[0],
        ),
      )
    })
    return wrong !== undefined && 'who was told of the work does not hear that it was moved'
  },
  'I-43': (moments) => {
    const wrong = moments.find(
      ({ work: { facts } }) =>
        !(facts.disrupts && facts.reason && facts.benefit && facts.support && facts.alternatives) ||
        facts.lasts !== facts.endsAt - facts.startsAt,
    )
    return wrong !== undefined && 'the facts of a window do not hold together'
  },
  'I-45 overrun': (moments) => {
    const late = moments.find(
      ({ before, event, at, orders, work }) =>
        event.type === 'clock' &&
        before.phase === 'running' &&
        work.phase === 'running' &&
        before.overrun === null &&
        at >= before.facts.endsAt &&
        !orders.some((order) => order.do === 'page'),
    )
    if (late) return 'an overrun calls nobody'
    const early = moments.find(({ before, at, orders }) => at < before.facts.endsAt && orders.some((order) => order.do === 'page'))
    return early !== undefined && 'on-call is paged for an overrun before the end'
  },
  'I-45 done': (moments) => {
    const wrong = moments.find(
      ({ event, orders }) =>
        orders.some((order) => order.do === 'tell' && order.kind === 'completed') &&
        !(event.type === 'verified' && event.unwell.length === 0),
    )
    return wrong !== undefined && 'the work is said to be done before its sites were seen well'
  },
  'I-48 work': (moments) => {
    const { work, at } = moments.at(-1)!
    if (['completed', 'cancelled'].includes(work.phase)) return work.wakeAt !== null && 'work that is over waits for something'
    return work.wakeAt === null && `work that is ${work.phase} since ${at} sleeps for ever`
  },
  'I-30 work': (moments) => {
    const foreign = moments.flatMap(({ orders, before }) =>
      orders.flatMap((order) => (order.do === 'tell' && order.reached.partner !== before.partner ? [order.reached.partner] : [])),
    )
    return foreign.length > 0 && `${foreign[0]} hears of the work of another tenant`
  },
}

/** The same, asked of every window of a story. */
export const LAWS_OF_WORK: Readonly<Record<string, (world: SimWorld) => string | false>> = Object.fromEntries(
  Object.entries(LAWS).map(([name, law]) => [
    name,
    ({ work }: SimWorld) => {
      for (const moments of work.momentsOfEach()) {
        const words = law(moments)
        if (words !== false) return words
      }
      return false
    },
  ]),
)
