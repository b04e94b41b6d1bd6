import type { ProbeReport, SeenResult, WaitingForHub } from '@allclear/wire/probe.ts'
import { hours } from '../../domain/instant.ts'
import { rollUpOf, sumOf } from '../../domain/latency/roll-up.ts'
import type { RollUp } from '../../domain/latency/roll-up.ts'
import type { CheckResult } from '../../domain/triage/verdict.ts'
import type { Seen } from '../assignment.ts'

/** What of a report comes from looks, and the number under which the hub hears it once. */
export type Batch = Pick<ProbeReport, 'number' | 'answers' | 'results' | 'hours' | 'lost'>

type Item = { readonly monitor: string; readonly result: SeenResult }
type Hour = ProbeReport['hours'][number]

const MOST_AT_ONCE = 500
const MOST_HOURS_AT_ONCE = 5000
const HOUR = hours(1)
const NOTHING: WaitingForHub = { unsure: null, results: [], hours: [], lost: 0 }

/**
 * What waits for the hub, bounded, from what waited before on. Changes and failures are kept one by one, of a failure that goes on the first and the
 * last; healthy looks are only counted, by the hour, and the oldest are let go first when there is no room.
 */
export function createOutbox(nextNumber: () => number, before = NOTHING, most = 10_000) {
  let items = [...before.results]
  let answers: Batch['answers'] = []
  let { lost } = before
  let unsure: Batch | null = before.unsure && { ...before.unsure, answers: [] }
  const states = new Map<string, SeenResult['state']>()
  const sums = new Map<string, Hour>()

  const keep = (item: Item) => {
    const [before, earlier] = items.filter(({ monitor }) => monitor === item.monitor).toReversed()
    if (before?.result.state === 'down' && earlier?.result.state === 'down' && item.result.state === 'down') {
      items = items.with(items.indexOf(before), item)
      return
    }
    items.push(item)
    if (items.length > most) lost += items.splice(0, items.length - most).length
  }
  const add = ({ monitor, hour, ...sum }: Hour) => {
    const key = `${monitor} ${hour}`
    const before = sums.get(key)
    sums.set(key, { monitor, hour, ...(before ? rolledUp(sumOf([before, sum])) : sum) })
    if (sums.size > most * 10) sums.delete(sums.keys().next().value!)
  }
  before.hours.forEach(add)
  return {
    /** Hears a look; true when the hub is to know of it at once. */
    hear({ monitor, result }: Seen): boolean {
      const isNews = result.state === 'down' || (states.get(monitor) ?? 'up') !== result.state
      states.set(monitor, result.state)
      add({ monitor, hour: Math.floor(result.at / HOUR) * HOUR, ...rolledUp(rollUpOf(result.state === 'down' ? null : result.tookMs)) })
      if (isNews) keep({ monitor, result: asSent(result) })
      return isNews
    },
    /** A look that the hub asked for, and whether we could see while we looked. */
    answer: (id: string, result: CheckResult, canSee: boolean) => void answers.push({ id, result: asSent(result), canSee }),
    waiting: () => items.length + answers.length,
    /**
     * What is to go now: nothing of the hour under way, unless it is the end. Until `settle` it is the same under the same number, so that the hub,
     * which may have heard it, hears nothing twice; without the answers, since whoever waited has decided by then.
     */
    take(now: number, isLast = false): Batch {
      if (unsure !== null) return (unsure = { ...unsure, answers: [] })
      const ripe = [...sums].filter(([, { hour }]) => isLast || hour + HOUR <= now).slice(0, MOST_HOURS_AT_ONCE)
      for (const [key] of ripe) sums.delete(key)
      unsure = {
        ...{ number: nextNumber(), lost, hours: ripe.map(([, hour]) => hour) },
        ...{ answers: answers.slice(0, MOST_AT_ONCE), results: items.slice(0, MOST_AT_ONCE) },
      }
      answers = answers.slice(MOST_AT_ONCE)
      items = items.slice(MOST_AT_ONCE)
      return unsure
    },
    /** The hub has heard what was taken, or never will. */
    settle: () => void (unsure = null),
    /** All that would be lost with this process. */
    all: (): WaitingForHub => ({ unsure: unsure && withoutAnswers(unsure), results: items, hours: [...sums.values()], lost }),
  }
}

const withoutAnswers = ({ number, results, hours, lost }: Batch) => ({ number, results, hours, lost })

const rolledUp = ({ buckets, ...sum }: RollUp) => ({ ...sum, buckets: [...buckets] })

// What a hostile site put into a fact or a line is cut to what the hub takes.
const asSent = ({ facts, diary, code, ...same }: CheckResult): SeenResult => ({
  ...same,
  code: code?.slice(0, 100) ?? null,
  facts: Object.fromEntries(
    Object.entries(facts)
      .slice(0, 60)
      .map(([name, value]) => [name.slice(0, 60), typeof value === 'string' ? value.slice(0, 2000) : value]),
  ),
  diary: diary.slice(0, 50).map((line) => line.slice(0, 1000)),
})
