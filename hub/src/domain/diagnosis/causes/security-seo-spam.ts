import type { Cause } from '../cause.ts'
import type { Evidence, PageVariant } from '../evidence.ts'
import { pageSigns } from '../page-signs.ts'
import { signaturesOn } from '../signatures/match.ts'
import { isWellVariant } from '../variants.ts'
import type { Sign } from '../weigh-signs.ts'

const MORE_LINKS = 50
const FOREIGN_SHARE = 0.2
const WARES =
  /\b(viagra|cialis|levitra|tadalafil|casino|slot gacor|togel|judi|replica (watches|handbags|rolex)|payday loans?|essay writing service)\b/
const EAST_ASIAN = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g

/** Search engines are shown another page than visitors, full of a stranger's wares (causes.md 2.10). A crawler that is merely refused is not. */
export const securitySeoSpam: Cause = {
  id: 'security.seo_spam',
  layer: 'content',

  weigh(evidence) {
    const told = pageSigns(evidence, 'security.seo_spam')
    const shown = crawled(evidence)
    return [...told, ...shown]
  },

  check: ({ site }) =>
    `curl -sA "Mozilla/5.0 (compatible; Googlebot/2.1)" https://${site.host}/ | grep -io "<title>.*</title>"; site:${site.host} in a search engine`,
}

function crawled({ page, variants, baseline }: Evidence): Sign[] {
  const seen = (variants?.crawler ?? []).filter(isWellVariant)
  if (!page || page.status === null || page.status >= 400 || seen.length === 0) return []
  const sure = (what: (visit: PageVariant) => boolean) => seen.every(what)
  const signs: Sign[] = []
  const say = (strength: Sign['strength'], because: string) => void signs.push({ strength, because })
  const first = seen[0]!
  const title = first.title ?? ''
  if (sure((visit) => waresIn(visit) !== null) && waresIn(page) === null) {
    say('strong', `Search engines are shown a page about ${waresIn(first)}; visitors are not.`)
  }
  if (sure((visit) => eastAsian(visit) > FOREIGN_SHARE) && eastAsian(page) < FOREIGN_SHARE / 4) {
    say('strong', 'Search engines are shown a page in East Asian letters; visitors are not.')
  }
  if (sure((visit) => visit.links - page.links > MORE_LINKS)) {
    say('strong', `The page that search engines are shown has ${first.links - page.links} more links to other sites.`)
  }
  if (sure((visit) => visit.title !== page.title) && title !== '' && first.title !== (baseline?.page?.title ?? page.title)) {
    say(signs.length > 0 ? 'medium' : 'weak', `Its title is “${title.slice(0, 80)}”, and that of the page for visitors is another.`)
  }
  if (sure((visit) => visit.language !== page.language) && signs.length > 0)
    say('medium', `Its language is ${first.language ?? 'not named'}, not ${page.language ?? 'that of the site'}.`)
  const more = sure((visit) => signaturesOn(visit, baseline).some(({ cause }) => cause === 'security.seo_spam'))
  if (more && signs.length > 0) say('medium', 'Words of that kind are known from other sites that were broken into.')
  return signs
}

const waresIn = ({ title, text }: Pick<PageVariant, 'title' | 'text'>) => WARES.exec(`${title ?? ''} ${text}`.toLowerCase())?.[0] ?? null

function eastAsian({ text, title }: Pick<PageVariant, 'text' | 'title'>): number {
  const all = `${title ?? ''}${text}`.replace(/\s/g, '')
  return all.length === 0 ? 0 : (all.match(EAST_ASIAN)?.length ?? 0) / all.length
}
