import type { Decide } from './life.ts'
import type { Story } from './story.ts'
import { tellStory } from './tell.ts'

/** The law that a story breaks first, by its name; null when it breaks none. */
export function brokenBy(story: Story, engine?: Decide): string | null {
  const [first] = tellStory(story, engine ? { engine } : {}).broken
  return first === undefined ? null : nameOf(first)
}

/** The name of the law in the words of what was broken. */
export const nameOf = (words: string): string =>
  /(?:^|: )(I-\d+[^:]*|[A-Z]{3}-\d+[^:]*|(?:parent|service|sure|page-after)[^:]*)(?=:)/.exec(words)?.[1] ?? words

/** The shortest story found that still breaks the same law: moves and kinds of fault are left out as long as it does. */
export function shrink(story: Story, law: string, engine?: Decide): Story {
  const breaks = (shorter: Story) => tellStory(shorter, engine ? { engine } : {}).broken.some((words) => nameOf(words) === law)
  let best = story
  for (let size = Math.ceil(best.moves.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = best.moves.length - size; from >= 0; from -= size) {
      const shorter = { ...best, moves: best.moves.toSpliced(from, size) }
      if (breaks(shorter)) best = shorter
    }
  }
  for (const fault of best.faults) {
    const shorter = { ...best, faults: best.faults.filter((one) => one !== fault) }
    if (breaks(shorter)) best = shorter
  }
  return best
}
