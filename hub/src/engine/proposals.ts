import { OPERATOR } from '../domain/audience/pages.ts'
import { printComplaints } from '../domain/document.ts'
import type { Complaint } from '../domain/document.ts'
import { differenceOf } from '../domain/playbook/difference.ts'
import type { DifferenceLine } from '../domain/playbook/difference.ts'
import { editText } from '../domain/playbook/edit-text.ts'
import type { StepChange } from '../domain/rehearsal/compare-steps.ts'
import { sampleScenarios } from '../domain/rehearsal/sample-scenarios.ts'
import { didItHelp } from '../domain/review/proposals/did-it-help.ts'
import type { Effect } from '../domain/review/proposals/did-it-help.ts'
import type { Incident } from '../domain/incident/incident.ts'
import type { Instant } from '../domain/instant.ts'
import { Problem } from '../problem.ts'
import { addAudit } from '../store/audit.ts'
import { findIncident, partnerOfIncident } from '../store/incidents.ts'
import { findProposal, listProposals, reopenProposal, settleProposal } from '../store/proposals.ts'
import type { ProposalFilter, StoredProposal } from '../store/proposals.ts'
import type { Tx } from '../store/store.ts'
import { editPlaybook, findPlaybook } from './playbooks.ts'
import { endedWith } from './respond/look-back.ts'
import type { Room } from './room.ts'
import { rehearseEdited, replayEdited } from './try-playbook.ts'

type Desk = Pick<Room, 'store' | 'clock' | 'plan' | 'library'>

const REPLAYED = 5
const ENDS_WELL = ['resolved', 'reviewed', 'stabilising']

/** What a proposal would do to the playbook as it holds now. */
export type Trial = {
  readonly over: number // the version that it was tried on
  readonly body: string
  readonly lines: readonly DifferenceLine[]
  readonly complaints: readonly Complaint[]
  readonly replays: readonly { readonly incident: Incident; readonly steps: readonly StepChange[] }[]
  readonly rehearsed: string | null // how an outage like the one that taught it would end; null: it cannot be rehearsed
}

/** What a tenant decides itself, the newest first, or for the operator's people (`null`) everything. Playbooks and ladders were learned from all tenants. */
export async function proposalsFor(room: Desk, partner: string | null, filter: Omit<ProposalFilter, 'partner'>): Promise<StoredProposal[]> {
  return partner === OPERATOR ? [] : listProposals(room.store.db, { ...filter, partner })
}

/** The proposal, as far as the tenant may know of it. */
export async function mustFindProposal(room: Desk, partner: string | null, id: number): Promise<StoredProposal> {
  const found = partner === OPERATOR ? null : await findProposal(room.store.db, partner, id)
  if (found) return found
  throw new Problem('not-found', 'proposal_unknown', `There is no proposal ${id}.`, 'Look at /api/v1/proposals for those there are.')
}

/** Plays a proposal through, before anybody says yes: past incidents of its playbook once more, and an outage like the one that taught it. Null where it changes no text. */
export async function tryProposal(room: Desk, { change, incident }: StoredProposal): Promise<Trial | null> {
  if (change.kind !== 'playbook') return null
  const { playbook: id } = change
  const { body: before, version: over } = await findPlaybook(room, id)
  const body = editText(before, change.edits)
  if (body === null || body === before)
    throw new Problem('conflict', 'proposal_outdated', `The playbook ${id} has changed: this does not fit it any more.`, 'Decline it.')
  const past = (await endedWith(room.store.db, id)).slice(0, REPLAYED)
  const replays: Trial['replays'][number][] = []
  for (const { incident: one } of past) {
    const { replayed } = await replayEdited(room, id, body, one)
    if (replayed) replays.push({ incident: one, steps: replayed.steps })
  }
  const { complaints, ended } = await rehearse(room, id, body, incident)
  return { over, body, lines: differenceOf(before, body), complaints, replays, rehearsed: ended }
}

async function rehearse(room: Desk, id: string, body: string, number: number) {
  const partner = await partnerOfIncident(room.store.db, number)
  const past = partner === null ? null : await findIncident(room.store.db, partner, number)
  const { sites } = room.plan()
  const site = past && sites[past.incident.site] ? past.incident.site : Object.keys(sites)[0]
  if (site === undefined) return { complaints: [], ended: null }
  const [scenario] = sampleScenarios(site, past?.incident.diagnosis?.cause ?? 'unknown', room.clock.now())
  const { complaints, rehearsal } = await rehearseEdited(room, id, body, scenario!.text)
  return { complaints, ended: rehearsal && (rehearsal.isCut ? 'cut' : rehearsal.ended) }
}

/** Somebody's word about a proposal. */
export type Word = { readonly by: string; readonly reason: string }

/**
 * Accepts a proposal. A playbook has a new version from then on, for causes found later; what is open keeps its own. Refused when the text
 * has a mistake or its rehearsal does not come to a good end. What is mended at another place is only marked as done.
 */
export async function acceptProposal(room: Desk, proposal: StoredProposal, { by, reason }: Word): Promise<void> {
  mustBeOpen(proposal)
  const at = room.clock.now()
  const settle = (version: number | null) => async (tx: Tx) => settleOnce(tx, proposal, { state: 'accepted', at, by, reason, version })
  const trial = await tryProposal(room, proposal)
  if (trial === null || proposal.change.kind !== 'playbook') return room.store.transaction(settle(null))
  mustEndWell(trial)
  const { body, over } = trial
  const edit = {
    body,
    by,
    over,
    incident: proposal.incident,
    reason: `${reason} (proposal ${proposal.id}: ${proposal.proposes})`.slice(0, 500),
  }
  await editPlaybook(room, proposal.change.playbook, edit, (tx, version) => settle(version)(tx))
}

/** Declines it: the same is not proposed again for 90 days. */
export async function declineProposal(room: Desk, proposal: StoredProposal, { by, reason }: Word): Promise<void> {
  mustBeOpen(proposal)
  const at = room.clock.now()
  await room.store.transaction((tx) => settleOnce(tx, proposal, { state: 'declined', at, by, reason, version: null }))
}

/**
 * Accepts what an assistant asked for and does it, by the rights of whoever says yes. It is settled first: whatever happens in between, it is
 * never done twice. What cannot be done waits for a word again.
 */
export async function acceptDeed(room: Desk, proposal: StoredProposal, { by, reason }: Word, perform: () => Promise<void>): Promise<void> {
  mustBeOpen(proposal)
  const at = room.clock.now()
  await room.store.transaction((tx) => settleOnce(tx, proposal, { state: 'accepted', at, by, reason, version: null }))
  try {
    await perform()
  } catch (error) {
    if (error instanceof Problem && error.kind !== 'ours') await room.store.transaction((tx) => reopenProposal(tx, proposal))
    throw error
  }
}

async function settleOnce(tx: Tx, proposal: StoredProposal, end: Parameters<typeof settleProposal>[2]) {
  if (!(await settleProposal(tx, proposal, end))) throw decided(proposal.id)
  const { partner, proposes } = proposal
  await addAudit(tx, { at: end.at, partner, who: end.by, what: `proposal-${end.state}`, about: `proposal ${proposal.id}: ${proposes}` })
}

function mustBeOpen({ id, state }: StoredProposal) {
  if (state !== 'open') throw decided(id)
}

const decided = (id: number) => new Problem('conflict', 'proposal_decided', `Proposal ${id} was decided already.`, 'Nothing is left to do.')

/** What keeps it from being accepted, in a sentence; null where nothing does. */
export function speaksAgainst({ complaints, rehearsed }: Trial): string | null {
  const errors = complaints.filter(({ level }) => level === 'error')
  if (errors.length > 0) return printComplaints(errors).trimEnd()
  return rehearsed === null || ENDS_WELL.includes(rehearsed) ? null : `Rehearsed with it, an outage comes to no good end: ${rehearsed}.`
}

function mustEndWell(trial: Trial) {
  const message = speaksAgainst(trial)
  if (message === null) return
  throw new Problem('conflict', 'proposal_fails', message, 'Decline it, and change the playbook by hand if you want something like it.')
}

/** An accepted proposal and whether it helped. */
export type Helped = { readonly proposal: StoredProposal; readonly effect: Effect }

/** Of what was accepted before this incident and was to shorten it: whether the time fell. For the operator. */
export async function helpedBefore(room: Desk, { playbook, detectedAt }: Incident): Promise<Helped[]> {
  if (playbook === null) return []
  const { db } = room.store
  const accepted = await listProposals(db, { partner: null, state: 'accepted', limit: 100 })
  const meant = accepted.filter(
    ({ aim, change, decidedAt }) =>
      aim !== null && decidedAt! <= detectedAt && (change.kind === 'playbook' ? change.playbook === playbook.id : aim.what !== 'step'),
  )
  if (meant.length === 0) return []
  const incidents = (await endedWith(db, playbook.id)).map(({ incident }) => incident)
  return meant.map((proposal) => ({
    proposal,
    effect: didItHelp(proposal.aim!, incidents, { playbook: playbook.id, at: proposal.decidedAt as Instant }),
  }))
}
