import { CERTAIN, CONFIRM } from '../diagnosis/diagnosis.ts'
import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import { familyOf } from '../diagnosis/taxonomy.ts'
import { change, note } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Event } from './incident.ts'
import { isLiving } from './is-living.ts'
import { wakeFor } from './snooze.ts'
import { unstarted } from './starts.ts'
import { addTask, closeTask } from './tasks.ts'

/** A cause was found, for the first time or another than before, and with it the playbook that runs from now on (DIA-1, I-19). */
export function learn(draft: Draft, { diagnosis, playbook }: Extract<Event, { type: 'diagnosed' }>) {
  const before = draft.incident
  if (!isLiving(before)) return
  const isNewCause = before.diagnosis?.cause !== diagnosis.cause
  change(draft, { diagnosis, causeConfirmed: isSure(diagnosis) || (before.causeConfirmed && !isNewCause) })
  if (isNewCause) {
    const sure = diagnosis.cause === 'unknown' ? '' : ` (${Math.round(diagnosis.confidence * 100)} %)`
    note(draft, `Cause: ${diagnosis.cause}${sure}. ${diagnosis.because.join(' ')}`.trim())
    closeTask(draft, confirmationOf(before.diagnosis?.cause ?? 'unknown'), 'not needed any more')
    warnOfCorrection(draft)
  }
  if (before.playbook?.id !== playbook.id) {
    const waiting = before.snooze?.then ? [before.snooze.then.step] : []
    const cancelled = before.playbook ? [...unstarted(before), ...waiting] : []
    if (cancelled.length > 0) note(draft, `The cause has changed. Not needed any more: ${cancelled.join(', ')}.`)
    change(draft, { playbook, playbookAt: draft.at })
    note(draft, `Playbook ${playbook.id}, version ${playbook.version}.`)
    wakeFor(draft, before.playbook, playbook)
  }
  if (draft.incident.causeConfirmed) return void closeTask(draft, confirmationOf(diagnosis.cause), 'the evidence leaves no doubt')
  if (diagnosis.cause !== 'unknown' && diagnosis.confidence >= CONFIRM)
    addTask(draft, { task: confirmationOf(diagnosis.cause), title: `Confirm the cause: ${diagnosis.cause}` })
}

const isSure = ({ cause, confidence }: Diagnosis) => cause !== 'unknown' && confidence >= CERTAIN

/** The task that asks a person to confirm a cause. */
export const confirmationOf = (cause: string) => `confirm-${cause}`

// A correction to a client is a person's decision.
function warnOfCorrection(draft: Draft) {
  const { told, diagnosis } = draft.incident
  const named = told.findLast(({ audience, cause }) => audience === 'client' && cause !== null)?.cause
  if (!named || named === diagnosis!.cause || familyOf(named) === 'service') return // that a service failed stays true
  addTask(draft, { task: `correct-${named}`, title: `The client was told of ${named}: decide whether to correct it` })
}

/** A person says that the cause is right: from now on those outside may read it. */
export function confirmCause(draft: Draft, by: string) {
  const { diagnosis, causeConfirmed } = draft.incident
  if (!isLiving(draft.incident) || !diagnosis || causeConfirmed) return
  change(draft, { causeConfirmed: true })
  note(draft, `${by} confirmed the cause.`)
  closeTask(draft, confirmationOf(diagnosis.cause), `done by ${by}`)
}
