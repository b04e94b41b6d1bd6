import { factorOf } from '../../incident/pin.ts'
import { between, hours, minutes, saySpan } from '../../instant.ts'
import type { Instant, Span } from '../../instant.ts'
import type { Past, Rule } from './proposal.ts'
import { numberOf } from './read-past.ts'
import { spellDelay } from './spell-delay.ts'

const STEP = minutes(5)
const LONGEST = hours(4)

/** The site went down again inside the stability window: how long it had been well says how long to wait. */
export const relapse: Rule = {
  id: 'relapse',
  title: 'The site went down again while it was being watched',
  look({ now, playbook }) {
    const well = longestWell(now)
    if (well === null) return []
    const { stableFor } = playbook
    const wanted = Math.max(well * 2, stableFor * 1.5)
    const to = Math.min(LONGEST, Math.ceil(wanted / STEP) * STEP) as Span
    if (to <= stableFor) return []
    return [
      {
        ...{ thing: playbook.id, partner: 'operator', incidents: [numberOf(now)], aim: null },
        saw: `In incident ${numberOf(now)} ${now.incident.site} was well for up to ${saySpan(well)} and then down again, inside the ${saySpan(stableFor)} of the stability window.`,
        proposes: `Let ${playbook.id} wait ${saySpan(to)} before the all clear, not ${saySpan(stableFor)}, so that nobody is told too soon.`,
        change: {
          kind: 'playbook',
          playbook: playbook.id,
          edits: [{ do: 'set', step: null, key: ['stable-for'], to: spellDelay({ span: to }) }],
        },
      },
    ]
  },
}

// The longest that it was well before it failed again, as long as it would be in true time.
function longestWell({ incident, events }: Past): Span | null {
  let since: Instant | null = null
  let longest: number | null = null
  for (const { at, event } of events) {
    if (event.type === 'seen-up') since ??= at
    if (event.type !== 'confirmed') continue
    if (since !== null) longest = Math.max(longest ?? 0, between(since, event.since))
    since = null
  }
  return longest === null ? null : (Math.max(0, longest * factorOf(incident)) as Span)
}
