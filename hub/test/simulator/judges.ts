import { LAWS, LAWS_OF_A_LIFE } from '../stories/laws.ts'
import type { Moment } from '../stories/world.ts'
import type { Life } from './life.ts'
import type { Look } from './probe.ts'
import { LAWS_OF_ALARMS } from './laws-of-alarms.ts'
import { LAWS_OF_LOOKS } from './laws-of-looks.ts'
import { LAWS_OF_MORE, LAWS_OF_STORIES } from './laws-of-stories.ts'
import type { SimWorld } from './world.ts'

/** How often each law was asked. */
export type Tally = Map<string, number>
type Says = (words: string) => void

const DECISIONS = Object.entries({ ...LAWS, ...LAWS_OF_MORE, ...LAWS_OF_ALARMS })
const LIVES = Object.entries(LAWS_OF_A_LIFE)
const LOOKS = Object.entries(LAWS_OF_LOOKS)
const STORIES = Object.entries(LAWS_OF_STORIES)

function judge<A, B>(laws: readonly [string, (one: A, other: B) => string | false][], one: A, other: B, says: Says, tally?: Tally) {
  for (const [name, law] of laws) {
    const words = law(one, other)
    if (words !== false) says(`${name}: ${words}`)
    if (tally) tally.set(name, (tally.get(name) ?? 0) + 1)
  }
}

/** Asks every law of a decision. */
export const judgeDecision = (moment: Moment, life: Life, says: Says, tally?: Tally) => judge(DECISIONS, moment, life, says, tally)
/** Asks every law of a life that has come to its end. */
export const judgeLife = (life: Life, says: Says, tally?: Tally) => judge(LIVES, life, null, says, tally)
/** Asks every law of a look. */
export const judgeLook = (look: Look, world: SimWorld, says: Says, tally?: Tally) => judge(LOOKS, look, world, says, tally)
/** Asks every law of a whole story. */
export const judgeStory = (world: SimWorld, says: Says, tally?: Tally) => judge(STORIES, world, null, says, tally)

/** The names of all laws; each begins with the number of its invariant. */
export const LAW_NAMES: readonly string[] = [...DECISIONS, ...LIVES, ...LOOKS, ...STORIES].map(([name]) => name)
