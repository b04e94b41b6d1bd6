import { note } from './draft.ts'
import type { Draft } from './draft.ts'
import { addTask } from './tasks.ts'
import { tell } from './tell.ts'

/**
 * No address of the client works: why is said, a person is asked to find another way, and the partner, who knows the client, is asked once to
 * pass it on, unless the playbook asks the partner itself (COM-4).
 */
export function passOn(draft: Draft) {
  const { known, incident } = draft
  const why = known.clientPassedOver
  if (!why || incident.resolvedAt !== null) return
  if (!incident.tasks['reach-client']) {
    note(draft, `No address of the client works. ${why}`)
    addTask(draft, { task: 'reach-client', title: `Find another way to reach the client. ${why}` })
  }
  const [partner] = known.recipients.partner
  const isAsked = incident.playbook?.steps.some(({ start }) => start.kind === 'when fact' && start.fact === 'client-unreachable')
  const isTold = incident.told.some(({ template }) => template === 'pass-on')
  if (partner && !isAsked && !isTold)
    tell(draft, partner, { step: 'pass-on', occurrence: incident.outages, template: 'pass-on', playbook: null })
}
