import { after, days, saySpan } from '../../instant.ts'
import { reportCoverage } from '../../oncall/coverage-report.ts'
import { laddersOf } from '../../oncall/ladders-of.ts'
import type { FindingKind } from '../finding-kind.ts'
import { lookAtOurs } from '../finding-kind.ts'

const AHEAD = days(14)

export const noSecondOnCall: FindingKind = {
  id: 'no-second-on-call',
  title: 'No second person on call',
  weight: 5,
  owner: 'operator',
  why: 'If the one person sleeps through it, is on a train or is ill, nobody else is ever called.',

  look: ({ plan, at }) =>
    laddersOf(plan).map(({ id, escalation }) => {
      const { single } = reportCoverage({ ...plan, escalation }, { from: at, until: after(at, AHEAD) })
      const said = `For ${saySpan(single)} of the next 14 days the whole ladder${id === null ? '' : ` ${id}`} is one person.`
      return lookAtOurs(id ?? 'all', single <= 0 ? null : { said, place: { how: 'key', screen: '/on-call', field: id === null ? 'escalation' : `escalations.${id}` } }) // prettier-ignore
    }),
}
