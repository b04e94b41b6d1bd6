import type { PageWords } from './page-words.ts'
import type { Component, PublicIncident } from './summary.ts'

/** How things stand, in one plain sentence. */
export function sentenceOf(components: readonly Component[], words: PageWords): string {
  const maintained = components.filter(({ state }) => state === 'under_maintenance')
  const troubled = components.filter(({ state }) => state !== 'operational' && state !== 'under_maintenance')
  const down = troubled.filter(({ watching }) => !watching)
  const [first] = troubled
  if (components.length === 0) return words.nothing
  if (!first && maintained.length > 0)
    return words.maintained(maintained.length === 1 ? maintained[0]!.site : words.someOf(maintained.length, components.length))
  if (!first) return components.length === 1 ? words.well(components[0]!.site) : words.allWell(components.length)
  if (down.length === 0) return troubled.length === 1 ? words.back(first.site) : words.allBack(troubled.length)
  if (troubled.length > 1) return words.affected(troubled.length, components.length)
  if (first.state === 'partial_outage') return words.partly(first.site)
  return first.state === 'major_outage' ? words.down(first.site) : words.slow(first.site)
}

/** What an outage is called on the page; one that was told elsewhere keeps its name. */
export const titleOf = (
  { site, isSlow, isPart = false, brought }: Pick<PublicIncident, 'site' | 'isSlow' | 'brought'> & { readonly isPart?: boolean },
  words: PageWords,
) => brought?.title ?? (isPart ? words.partTitle(site) : isSlow ? words.slowTitle(site) : words.downTitle(site))
