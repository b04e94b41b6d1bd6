import { after, minutes, seconds } from '../../src/domain/instant.ts'
import type { Instant } from '../../src/domain/instant.ts'
import { dice } from '../stories/dice.ts'
import type { Roll } from '../stories/dice.ts'
import { CAUSES } from '../stories/possible.ts'
import { PLANS, SITES } from './agency.ts'
import type { PlanName } from './agency.ts'
import { FAULT_NAMES } from './faults.ts'
import type { Fault } from './faults.ts'
import { moveOf, MOVE_NAMES } from './moves.ts'
import type { MoveName } from './moves.ts'
import type { Move, Story } from './story.ts'

// A morning at work, a weekend night, a Friday evening, both edges of summer time in New York, Christmas Eve, a night in Oslo.
const STARTS = [
  '2026-03-04T10:00:00-06:00',
  '2026-03-07T23:30:00-06:00',
  '2026-10-09T18:00:00-05:00',
  '2026-10-31T22:10:00-05:00',
  '2026-12-24T16:30:00-06:00',
  '2026-03-28T23:10:00+01:00',
  '2026-06-17T00:40:00-04:00',
].map((start) => Date.parse(start) as Instant)

const GAPS = [2, 7, 15, 40, 60, 120, 240, 300, 600, 840, 901]
const LONG_GAPS = [minutes(16), minutes(50), minutes(120), minutes(300)]

/** What a story shall have beside what its seed draws: these kinds of fault, these moves far more often, and this cause. */
export type Wish = { readonly faults?: readonly Fault[]; readonly moves?: readonly MoveName[]; readonly cause?: string }

/** The story that a seed stands for, or one that is steered to what somebody wishes to see. */
export function drawStory(seed: number, wish: Wish = {}): Story {
  const roll = dice(seed)
  const faults = FAULT_NAMES.filter((fault) => roll.chance(0.3) || wish.faults?.includes(fault))
  const sites = roll.chance(0.6) ? [roll.upTo(SITES.length)] : SITES.map((_, n) => n)
  const moves: Move[] = [{ after: seconds(0), what: 'down', site: roll.one(sites), roll: roll.upTo(1_000_000) }]
  const names = namesFor(faults, wish.moves ?? (roll.chance(0.5) ? [roll.one(FAVOURITES)] : []))
  for (let n = 40 + roll.upTo(70); n > 0; n--) moves.push(steer(draw(roll, names, sites), wish))
  return {
    seed,
    start: after(roll.one(STARTS), minutes(15 * roll.upTo(40))),
    plan: roll.one(Object.keys(PLANS) as PlanName[]),
    faults,
    moves,
  }
}

// Where only one site is looked at, twice the time goes by between two moves.
const draw = (roll: Roll, names: readonly MoveName[], sites: readonly number[]): Move => ({
  after: roll.chance(0.03) ? roll.one(LONG_GAPS) : roll.chance(0.25) ? seconds(0) : seconds(roll.one(GAPS) * (sites.length === 1 ? 2 : 1)),
  what: roll.one(names),
  site: roll.one(sites),
  roll: roll.upTo(1_000_000),
})

// Each as often as it is worth, in a story that has what it needs; a favourite far more often.
const namesFor = (faults: readonly Fault[], favourites: readonly MoveName[]): MoveName[] =>
  MOVE_NAMES.flatMap((name) => {
    const { of, often } = moveOf(name)
    if (of !== undefined && !faults.includes(of)) return []
    const times = name === 'ack' && faults.includes('silent-people') ? 0 : often
    return Array.from({ length: favourites.includes(name) ? times + FAVOURED : times }, () => name)
  })

const FAVOURED = 80
const FAVOURITES = MOVE_NAMES.filter((name) => name !== 'days-pass') // for weeks nothing would happen

// The number of a move decides its particulars: the next one is taken that finds the cause.
function steer(move: Move, { cause }: Wish): Move {
  if (cause === undefined || move.what !== 'cause') return move
  let { roll } = move
  while (dice(roll).one(CAUSES) !== cause) roll++
  return { ...move, roll }
}
