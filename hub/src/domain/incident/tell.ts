import type { Audience } from '../playbook/playbook.ts'
import { change, note, order } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Recipient, Stage, Told } from './incident.ts'

/** What one telling is: whose step, which words, to whom. */
export type Telling = {
  readonly step: string | null
  readonly occurrence: number
  readonly template: string
  readonly playbook: string | null
  readonly asks?: boolean
}

/** Words to one recipient. Templates that they have read for this very cause, by another playbook's step, are not sent again. */
export function tell(draft: Draft, recipient: Recipient, telling: Telling) {
  const address = recipient.address.join(' ')
  if (hasRead(draft, recipient, telling)) {
    return note(draft, `${recipient.name} has this already: ${telling.template} was not sent again.`)
  }
  const key = [
    draft.incident.id,
    telling.playbook ? `${telling.playbook}.${telling.step}` : telling.step,
    telling.occurrence,
    address,
    recipient.channel,
  ].join('/')
  const { step, occurrence, template } = telling
  if (recipient.audience === 'public') order(draft, { do: 'announce', key, step, recipient, template, stage: stageOf(draft) })
  else order(draft, { do: 'message', key, step, occurrence, recipient, template, asks: telling.asks ?? false })
  rememberTold(draft, { audience: recipient.audience, channel: recipient.channel, address, template, key, playbook: telling.playbook })
}

export function rememberTold(draft: Draft, told: Pick<Told, 'audience' | 'channel' | 'address' | 'template' | 'key' | 'playbook'>) {
  // The status page is our own: an announcement is heard the moment it is stored.
  const outcome = told.audience === 'public' ? 'delivered' : 'ordered'
  const cause = draft.incident.diagnosis?.cause ?? null
  change(draft, { told: [...draft.incident.told, { ...told, cause, outcome, clearedFor: 0 }] })
}

/** The recipients of an audience; `via` asks for one channel, where the audience has it. */
export function recipientsFor(draft: Draft, audience: Audience, via: string | null): readonly Recipient[] {
  if (audience === 'responder') return []
  const all = draft.known.recipients[audience]
  const chosen = (via && all.find((recipient) => recipient.channel === via)) || all[0]
  return chosen ? [chosen] : []
}

/** What the public page calls the present moment (design.md section 2). */
export function stageOf(draft: Draft): Stage {
  const { phase, causeConfirmed } = draft.incident
  if (phase === 'resolved' || phase === 'reviewed') return 'resolved'
  if (phase === 'stabilising') return 'monitoring'
  return causeConfirmed ? 'identified' : 'investigating'
}

function hasRead(draft: Draft, recipient: Recipient, telling: Telling): boolean {
  const address = recipient.address.join(' ')
  const cause = draft.incident.diagnosis?.cause ?? null
  return (
    telling.playbook !== null &&
    telling.occurrence === 1 &&
    draft.incident.told.some(
      (told) =>
        told.template === telling.template &&
        told.address === address &&
        told.cause === cause &&
        told.playbook !== null &&
        told.playbook !== telling.playbook,
    )
  )
}
