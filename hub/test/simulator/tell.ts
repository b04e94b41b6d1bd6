import type { Happening, Phase } from '../../src/domain/incident/incident.ts'
import { iso } from '../../src/domain/instant.ts'
import { judgeDecision, judgeLife, judgeLook, judgeStory } from './judges.ts'
import type { Tally } from './judges.ts'
import type { Decide } from './life.ts'
import { endWell } from './end-well.ts'
import type { Story } from './story.ts'
import { SimWorld } from './world.ts'

const FEWEST = 10 // decisions, or an hour does not count

/** What became of a story: what it broke, and what it was worth. */
export type Told = {
  readonly broken: readonly string[]
  readonly hours: number // of incidents, with at least ten decisions each
  readonly decisions: number
  readonly changes: number // decisions that changed something
  readonly incidents: number
  readonly world: SimWorld
}

/** Tells a story to its end and judges every moment of it. `cells` collects which state met which event under which fault. */
export function tellStory(story: Story, { tally, cells, engine }: { tally?: Tally; cells?: Set<string>; engine?: Decide } = {}): Told {
  const broken: string[] = []
  let decisions = 0
  let changes = 0
  const pairs = new Map<Phase, Set<Happening['type']>>() // of state and event
  const world = new SimWorld(
    story,
    {
      decided(life, moment) {
        decisions++
        const { before, event, decision } = moment
        if (decision.incident !== before || decision.effects.length > 0) changes++
        pairs.getOrInsertComputed(before.phase, () => new Set()).add(event.type)
        judgeDecision(moment, life, (words) => broken.push(`${iso(moment.at)} incident ${before.id} ${event.type}: ${words}`), tally)
      },
      looked: (look, seeing) => judgeLook(look, seeing, (words) => broken.push(`${iso(look.at)} look at ${look.monitor}: ${words}`), tally),
    },
    engine,
  )
  try {
    for (const move of story.moves) world.play(move)
    endWell(world)
    for (const life of world.lives) judgeLife(life, (words) => broken.push(`incident ${life.incident.id}: ${words}`), tally)
    judgeStory(world, (words) => broken.push(words), tally)
  } catch (error) {
    broken.push(`I-60: it stopped: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  }
  for (const fault of story.faults.length === 0 ? ['none'] : story.faults)
    for (const [phase, events] of pairs) for (const event of events) cells?.add(`${phase} ${event} ${fault}`)
  const hours = world.lives.reduce((sum, { decisionsIn }) => sum + decisionsIn.filter((n) => n >= FEWEST).length, 0)
  return { broken, hours, decisions, changes, incidents: world.lives.length, world }
}
