import type { Evidence } from './evidence.ts'
import { looksForeign } from './looks-as-before.ts'
import { pageSigns } from './page-signs.ts'
import type { Sign } from './weigh-signs.ts'

/** What the site's own software admits, and how much the rest of the answer bears it out; empty when it says nothing of the kind. */
export function admitted(evidence: Evidence, cause: string): Sign[] {
  const { page, baseline } = evidence
  const told = pageSigns(evidence, cause)
  if (told.length === 0 || !page) return []
  const signs = [...told]
  if ((page.status ?? 0) >= 500) signs.push({ strength: 'medium', because: `The server answers ${page.status}.` })
  if (looksForeign(page, baseline) && page.status !== 200)
    signs.push({ strength: 'medium', because: 'None of the words that belong on the page are there.' })
  return signs
}
