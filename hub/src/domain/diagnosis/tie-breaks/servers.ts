import { comesAndGoes } from '../comes-and-goes.ts'
import { causesOnPage } from '../page-signs.ts'
import { patternOf } from '../pattern.ts'
import { isWellVariant } from '../variants.ts'
import { says } from './tie-break.ts'
import type { TieBreak } from './tie-break.ts'

/** 9, as far as it shows from outside: errors that come and go while files are served are a plan at its limits; errors that stay are the application. */
export const serverErrors: TieBreak = {
  number: 9,
  name: 'server errors by when they come',
  rule(evidence) {
    const status = evidence.page?.status ?? 0
    if (![500, 502, 503, 504].includes(status) || causesOnPage(evidence).some((cause) => cause.startsWith('app.'))) return []
    const files = isWellVariant(evidence.variants?.asset) ? ' Files are served meanwhile.' : ''
    if (comesAndGoes(evidence)) {
      const because = `The errors (${status}) come and go by themselves, as they do on a server that has too much to do.${files}`
      return [says('hosting.capacity', files ? 'strong' : 'medium', because), says('app.fatal', 'against', 'But it comes and goes.')]
    }
    if (status !== 500 || !files || patternOf(evidence)?.pattern !== 'persistent') return []
    return [says('app.fatal', 'medium', `The error stays, check after check, so it is no peak of visitors.${files}`)]
  },
}

/** 10: the page about the database looks the same whether it is overrun or misconfigured; whether it heals by itself tells (causes.md 2.4). */
export const databaseByPattern: TieBreak = {
  number: 10,
  name: 'the database by when it fails',
  rule(evidence, confidenceOf) {
    if (confidenceOf('app.db_connect') === 0 || !evidence.pattern) return []
    if (!comesAndGoes(evidence)) return [says('app.db_connect', 'medium', 'It does not come back by itself.')]
    return [
      says('hosting.capacity', 'medium', 'The database refuses connections and takes them again by itself.'),
      says('hosting.capacity', 'medium', 'That is what too many visitors at a time look like.'),
      says('app.db_connect', 'against', 'But it comes back by itself.'),
    ]
  },
}
