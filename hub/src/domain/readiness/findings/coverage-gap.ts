import { sayTime } from '../../calendar/say-time.ts'
import { between, saySpan } from '../../instant.ts'
import { gapNews } from '../../oncall/gap-news.ts'
import { laddersOf } from '../../oncall/ladders-of.ts'
import type { FindingKind } from '../finding-kind.ts'
import { lookAtOurs } from '../finding-kind.ts'

export const coverageGap: FindingKind = {
  id: 'coverage-gap',
  title: 'A hole in the coverage of the next 14 days',
  weight: 5,
  owner: 'operator',
  why: 'We promised somebody would look, and the first rung is empty: the page goes to whoever comes next, late.',

  look: ({ plan, at }) => {
    const { found } = gapNews(plan, [], at)
    return laddersOf(plan).map(({ id, escalation }) => {
      const [first, ...more] = found.filter(({ ladder }) => ladder === id)
      const place = { how: 'form' as const, screen: '/on-call', field: escalation[0] ? `schedules.${escalation[0].notify}` : 'escalation' }
      if (!first) return lookAtOurs(id ?? 'all', null)
      const others = more.length === 0 ? '' : `, and ${more.length} more ${more.length === 1 ? 'time' : 'times'}`
      const when = `from ${sayTime(first.from, plan.coverage.timezone)} for ${saySpan(between(first.from, first.until))}${others}`
      return lookAtOurs(id ?? 'all', { said: `Nobody is on the first rung${id === null ? '' : ` of ${id}`} ${when}.`, place })
    })
  },
}
