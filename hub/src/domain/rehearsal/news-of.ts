import type { Happening, Incident } from '../incident/incident.ts'
import { choosePlaybook } from '../playbook/choose.ts'
import type { Playbook } from '../playbook/playbook.ts'
import type { Verdict } from '../triage/verdict.ts'
import type { ScenarioHappening } from './scenario.ts'

/** What an incident hears when something happens to it in a scenario; null where that depends on more than the incident. */
export function newsOf(event: ScenarioHappening, incident: Incident | null): Happening | null {
  switch (event.happens) {
    case 'acknowledge':
      return { type: 'acknowledged', by: event.person }
    case 'reply':
      return { type: 'replied', who: event.who }
    case 'approve':
      return { type: 'approved', who: event.who }
    case 'decline':
      return { type: 'declined', who: event.who }
    case 'bounce':
      return { type: 'bounced', address: event.address }
    case 'action':
      return { type: 'action-ended', run: event.action, result: event.result, output: '' }
    case 'task':
      return { type: 'task-done', task: event.step, by: null }
    case 'scan':
      return scanned(event.found === 'clean' ? 'cleaned' : 'reinfected', incident)
    case 'provider':
      return { type: 'marked', mark: `provider-${event.state}` }
    case 'statistics':
      return { type: 'statistics-known', by: 'A person', statistics: event.statistics }
    case 'site':
    case 'service':
    case 'cause':
    case 'maintenance':
      return null
  }
}

/** Diagnosis finds a cause, and with it the playbook; of `unknown` it is not sure. */
export const foundCause = (playbooks: readonly (readonly Playbook[])[], cause: string): Extract<Happening, { type: 'diagnosed' }> => ({
  type: 'diagnosed',
  diagnosis: { cause, confidence: cause === 'unknown' ? 0 : 1, because: [], alternatives: [], facts: {} },
  playbook: choosePlaybook(playbooks, cause),
})

/** Down is detected and confirmed at once, and past `page-after`. */
export const GENUINE: Verdict = { verdict: 'genuine', reason: null, class: null, code: null, deterministic: true, because: [] }

const SITE_SCAN = 'site-scan'

// A scan that the playbook has under way ends with what it found; any other is news by itself.
function scanned(mark: 'cleaned' | 'reinfected', incident: Incident | null): Happening {
  const isUnderWay = Object.values(incident?.steps ?? {}).some(({ run, state }) => run === SITE_SCAN && state === 'started')
  return isUnderWay ? { type: 'action-ended', run: SITE_SCAN, result: 'done', output: '', mark } : { type: 'marked', mark }
}
