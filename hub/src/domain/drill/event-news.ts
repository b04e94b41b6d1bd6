import type { Happening, Incident } from '../incident/incident.ts'
import { isLiving } from '../incident/is-living.ts'
import type { Instant } from '../instant.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { foundCause, GENUINE, newsOf } from '../rehearsal/news-of.ts'
import type { Scenario } from '../rehearsal/scenario.ts'
import { CAUSE_OF } from '../triage/beside-the-page.ts'

/** What the incident of a live drill hears when an event of its scenario is played. What the team does is not played: it does it. */
export function eventNews(
  { events, cause }: Scenario,
  index: number,
  { incident, at }: { readonly incident: Incident; readonly at: Instant },
  playbooks: readonly (readonly Playbook[])[],
): readonly Happening[] {
  const event = events[index]!
  const found = events.slice(0, index + 1).findLast(({ happens }) => happens === 'cause')
  const known = found?.happens === 'cause' ? found.cause : cause
  switch (event.happens) {
    case 'site':
      if (event.state !== 'down') return [{ type: 'seen-up' }]
      return [{ type: 'confirmed', verdict: GENUINE, since: at }, foundCause(playbooks, known ?? 'unknown')]
    case 'service': {
      const verdict = { ...GENUINE, service: event.service }
      return [{ type: 'confirmed', verdict, since: at }, foundCause(playbooks, known ?? CAUSE_OF[event.service])]
    }
    case 'cause':
      return isLiving(incident) ? [foundCause(playbooks, event.cause)] : []
    case 'acknowledge':
    case 'task':
      return []
    default: {
      const news = newsOf(event, incident)
      return news ? [news] : []
    }
  }
}
