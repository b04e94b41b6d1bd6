import { createHash } from 'node:crypto'
import { addAudit } from '../store/audit.ts'
import { addProposal, openProposal } from '../store/proposals.ts'
import type { StoredProposal } from '../store/proposals.ts'
import type { Room } from './room.ts'

/** What an assistant wants done to an incident, and why. `partner` decides. */
export type WantedDeed = {
  readonly partner: string
  readonly incident: number
  readonly deed: string
  readonly does: string // in a sentence
  readonly path: string
  readonly body: unknown
  readonly because: string
  readonly by: string
}

/** By this rule an assistant proposes. */
export const ASSISTANT = 'assistant'

/** Keeps what an assistant wants done, for a person to decide; nothing else happens. The same, wanted again, is the one that waits. */
export async function proposeDeed({ store, clock }: Pick<Room, 'store' | 'clock'>, wanted: WantedDeed): Promise<StoredProposal> {
  const { partner, incident, deed, does, path, body, because, by } = wanted
  const said = `${deed}: ${JSON.stringify(body)}`
  const thing = createHash('sha256').update(`${path} ${said}`).digest('hex')
  const about = { partner, rule: ASSISTANT, thing }
  return store.transaction(async (tx) => {
    const waiting = await openProposal(tx, about)
    if (waiting) return waiting
    const at = clock.now()
    const change = { kind: 'deed', deed, path, body } as const
    await addProposal(tx, incident, { ...about, saw: because, proposes: does, incidents: [incident], aim: null, change }, at)
    await addAudit(tx, { at, partner, who: by, what: 'proposal-made', about: `incident ${incident}: ${said}`.slice(0, 500) })
    return (await openProposal(tx, about))!
  })
}
