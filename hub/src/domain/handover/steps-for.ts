import { CERTAIN } from '../diagnosis/diagnosis.ts'
import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import { beginIncident } from '../incident/begin.ts'
import type { Incident, Known, Pinned, Recipient } from '../incident/incident.ts'
import type { Instant } from '../instant.ts'
import type { Playbook, Step } from '../playbook/playbook.ts'
import { isKeptBack } from './steps-ahead.ts'

const SOMEBODY: Recipient = { audience: 'client', name: '', channel: 'mail', address: [''], from: '', cc: [], why: null }
type Finding = Pick<Diagnosis, 'cause' | 'confidence' | 'root'>

const ZONE = { timezone: 'UTC', holidays: [] }

/** What a playbook would do about a finding if an incident of it began now: the steps that no fact keeps back, in their order. */
export function stepsFor(
  playbook: Playbook,
  { finding, hostingManaged, at }: { readonly finding: Finding; readonly hostingManaged: boolean; readonly at: Instant },
): readonly Step[] {
  const begun = beginIncident({ id: '', site: '', partner: '', detectedAt: at, pinned: {} as Pinned, earlier: null })
  const diagnosis: Diagnosis = { ...finding, because: [], alternatives: [], facts: {} }
  const causeConfirmed = finding.confidence >= CERTAIN
  const incident: Incident = { ...begun, phase: 'open', confirmedAt: at, pinned: null, diagnosis, causeConfirmed, playbook, playbookAt: at }
  const known: Known = {
    onDuty: {},
    recipients: { client: [SOMEBODY], partner: [SOMEBODY], public: [] },
    hostingManaged,
    hasAgent: false,
    facts: [],
    zones: { client: ZONE, partner: ZONE, coverage: ZONE },
  }
  return playbook.steps.filter((step) => !isKeptBack(step, incident, known, at))
}
