/** When which key is due, in whole milliseconds of a clock that only goes forward. */
export type Schedule = {
  /** The key is due at this moment, and at no other that was planned for it before. */
  plan(key: string, at: number): void
  cancel(key: string): void
  has(key: string): boolean
  /** Takes what is due by now, the longest overdue first, at most so many. */
  take(now: number, most: number): Due[]
  /** When to look again: nothing is due before. Null when nothing is planned. */
  nextAt(): number | null
}
export type Due = { readonly key: string; readonly at: number }

const WIDTH = 16 // milliseconds of one slot
const SLOTS = 256 // of one turn of the wheel, about 4 s: what waits for the next is few enough to be put in its slots at one go

type Bucket = Map<string, Due>

/**
 * A timing wheel of two rounds of slots (Varghese and Lauck, 1987): what it costs follows what is due, not what is planned. The inner wheel
 * holds the present turn, and each later turn waits in one bucket until it begins.
 */
export function createSchedule(from: number): Schedule {
  const planned = new Map<string, Due>()
  const slots: (Bucket | undefined)[] = []
  const turns = new Map<number, Bucket>()
  let cursor = tickOf(from) // every slot before it is empty

  // What is overdue lies at the cursor, which does not leave a slot before it is empty.
  const tickFor = ({ at }: Due) => Math.max(cursor, tickOf(at))
  const put = (due: Due) => {
    const tick = tickFor(due)
    if (turnOf(tick) === turnOf(cursor)) return void (slots[tick % SLOTS] ??= new Map<string, Due>()).set(due.key, due)
    const later = turns.get(turnOf(tick)) ?? new Map<string, Due>()
    turns.set(turnOf(tick), later.set(due.key, due))
  }
  const cancel = (key: string) => {
    const due = planned.get(key)
    if (due === undefined) return
    planned.delete(key)
    const tick = tickFor(due)
    if (turnOf(tick) === turnOf(cursor)) return void slots[tick % SLOTS]!.delete(key)
    const later = turns.get(turnOf(tick))!
    later.delete(key)
    if (later.size === 0) turns.delete(turnOf(tick))
  }
  const advance = () => {
    slots[cursor % SLOTS] = undefined
    cursor += 1
    if (cursor % SLOTS !== 0) return
    const begun = turns.get(turnOf(cursor))
    turns.delete(turnOf(cursor))
    for (const due of begun?.values() ?? []) put(due)
  }

  return {
    plan(key, at) {
      cancel(key)
      const due = { key, at: Math.ceil(at) } // a whole number is kept in its place, any other in a box of its own
      planned.set(key, due)
      put(due)
    },
    cancel,
    has: (key) => planned.has(key),
    take(now, most) {
      const taken: Due[] = []
      for (const last = tickOf(now); cursor <= last; advance()) {
        const bucket = slots[cursor % SLOTS]
        for (const due of bucket?.values() ?? []) {
          if (due.at > now) continue
          if (taken.length >= most) return taken
          taken.push(due)
          planned.delete(due.key)
          bucket!.delete(due.key)
        }
        if (cursor === last) break
      }
      return taken
    },
    nextAt() {
      for (let tick = cursor; turnOf(tick) === turnOf(cursor); tick++) {
        const bucket = slots[tick % SLOTS]
        if (bucket === undefined || bucket.size === 0) continue
        let first = Infinity
        for (const { at } of bucket.values()) first = Math.min(first, at)
        return first
      }
      if (turns.size === 0) return null
      let first = Infinity
      for (const turn of turns.keys()) first = Math.min(first, turn)
      return first * SLOTS * WIDTH
    },
  }
}

const tickOf = (at: number) => Math.floor(at / WIDTH)
const turnOf = (tick: number) => Math.floor(tick / SLOTS)
