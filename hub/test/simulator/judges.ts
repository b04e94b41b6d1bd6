import { LAWS, LAWS_OF_A_LIFE } from '../stories/laws.ts'
import type { Moment } from '../stories/world.ts'
import type { Life } from './life.ts'
import type { Look } from './probe.ts'
import { LAWS_OF_ALARMS } from './laws-of-alarms.ts'
import { LAWS_OF_LOOKS } from './laws-of-looks.ts'
import { LAWS_OF_MORE, LAWS_OF_STORIES } from './laws-of-stories.ts'
import type { SimWorld } from './world.ts'

/** How often the laws of a kind were asked, each of them; a law that is asked by itself stands under its name. */
export type Tally = Map<string, number>
type Says = (words: string) => void

const named = <Law>(laws: Readonly<Record<string, Law>>) => Object.entries(laws).map(([name, law]) => ({ name, law }))
const DECISIONS = named({ ...LAWS, ...LAWS_OF_MORE, ...LAWS_OF_ALARMS })
const LIVES = named(LAWS_OF_A_LIFE)
const LOOKS = named(LAWS_OF_LOOKS)
const STORIES = named(LAWS_OF_STORIES)
const KINDS = { decisions: DECISIONS, lives: LIVES, looks: LOOKS, stories: STORIES }

function judge<One, World>(
  kind: keyof typeof KINDS,
  laws: readonly { readonly name: string; readonly law: (one: One, world: World) => string | false }[],
  one: One,
  world: World,
  says: Says,
  tally?: Tally,
) {
  for (const { name, law } of laws) {
    const words = law(one, world)
    if (words !== false) says(`${name}: ${words}`)
  }
  if (tally) count(tally, kind)
}

/** Asks every law of a decision. */
export const judgeDecision = (moment: Moment, life: Life, says: Says, tally?: Tally) =>
  judge('decisions', DECISIONS, moment, life, says, tally)
/** Asks every law of a life that has come to its end. */
export const judgeLife = (life: Life, says: Says, tally?: Tally) => judge('lives', LIVES, life, null, says, tally)
/** Asks every law of a look. */
export const judgeLook = (look: Look, world: SimWorld, says: Says, tally?: Tally) => judge('looks', LOOKS, look, world, says, tally)
/** Asks every law of a whole story. */
export const judgeStory = (world: SimWorld, says: Says, tally?: Tally) => judge('stories', STORIES, world, null, says, tally)

/** The names of all laws; each begins with the number of its invariant. */
export const LAW_NAMES: readonly string[] = Object.values(KINDS).flatMap((laws) => laws.map(({ name }) => name))

/** One more judgement of a law, or of all the laws of a kind. */
export const count = (tally: Tally, name: string, times = 1) => tally.set(name, (tally.get(name) ?? 0) + times)

/** How often each law was asked, by its name. */
export function timesAsked(tallies: readonly Iterable<readonly [string, number]>[]): Tally {
  const asked: Tally = new Map()
  for (const [name, times] of tallies.flatMap((tally) => [...tally]))
    for (const law of name in KINDS ? KINDS[name as keyof typeof KINDS].map((one) => one.name) : [name]) count(asked, law, times)
  return asked
}
