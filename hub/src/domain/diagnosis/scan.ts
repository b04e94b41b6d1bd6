import { causes } from './causes/index.ts'
import { CONFIRM } from './diagnosis.ts'
import type { Evidence } from './evidence.ts'
import { familyOf, findCause } from './taxonomy.ts'
import { weighSigns } from './weigh-signs.ts'

/** What a look for intruders came to. `unsure`: not enough was seen, or something is odd; a person has to look. */
export type Scan = { readonly found: 'clean' | 'infected' | 'unsure'; readonly says: string }

const ODD = 0.3

/** Judges what is seen of a site from outside for one question only (REA-7). Clean takes a whole page, and the page as search engines get it. */
export function judgeScan(evidence: Evidence): Scan {
  const [worst] = causes
    .flatMap(({ id, weigh }) => {
      const weight = familyOf(id) === 'security' ? weighSigns('security', weigh(evidence)) : null
      return weight ? [{ id, ...weight }] : []
    })
    .toSorted((a, b) => b.confidence - a.confidence)
  if (worst && worst.confidence >= CONFIRM)
    return { found: 'infected', says: [`${findCause(worst.id)!.title}.`, ...worst.because].join(' ') }
  if (worst && worst.confidence >= ODD) return { found: 'unsure', says: `Something is odd: ${worst.because.join(' ')}` }
  const { page, variants } = evidence
  const isSeen = page?.complete && page.status !== null && page.status < 400 && variants !== null && variants.crawler.length > 0
  if (!isSeen) return { found: 'unsure', says: 'The pages could not be seen whole, so nothing can be said of them.' }
  return { found: 'clean', says: 'Nothing of an intruder is seen from outside, neither by visitors nor by search engines.' }
}
