import type { Happening, Phase } from '../../src/domain/incident/incident.ts'
import { FAULT_NAMES } from './faults.ts'

const PHASES: readonly Phase[] = ['suspected', 'open', 'stabilising', 'resolved', 'reviewed', 'false-alarm']

/** What an incident can hear of; drills have their own tests, and of an order that two people decide it keeps a line and nothing more. */
const EVENTS: Readonly<Record<Exclude<Happening['type'], 'drill-ended' | 'order-said'>, true>> = {
  ...{
    suspected: true,
    confirmed: true,
    dismissed: true,
    'turned-away': true,
    'seen-up': true,
    diagnosed: true,
    'cause-confirmed': true,
    clock: true,
  },
  ...{
    acknowledged: true,
    taken: true,
    'handed-over': true,
    escalated: true,
    snoozed: true,
    unsnoozed: true,
    joined: true,
    parted: true,
    noted: true,
  },
  ...{
    'words-written': true,
    'update-written': true,
    replied: true,
    approved: true,
    declined: true,
    bounced: true,
    delivered: true,
    'action-ended': true,
  },
  ...{
    'task-done': true,
    'task-taken': true,
    'item-ticked': true,
    'task-added': true,
    'measure-taken': true,
    'case-opened': true,
    'case-chased': true,
  },
  ...{ 'ticket-written': true, 'review-held': true, marked: true, 'statistics-known': true, 'resolved-by-hand': true, 'summary-due': true },
  ...{ summarised: true, 'summary-too-early': true },
}

// What cannot meet: an incident begins once, a first look is judged at once, and sums are drawn after the all clear.
function canMeet(phase: Phase, event: string): boolean {
  if (event === 'suspected') return phase === 'suspected'
  if (['summary-due', 'summarised', 'summary-too-early'].includes(event)) return phase === 'resolved' || phase === 'reviewed'
  if (event === 'joined' || event === 'parted') return phase === 'open'
  if (event === 'confirmed') return ['suspected', 'open', 'stabilising'].includes(phase)
  return !(phase === 'suspected' && !['confirmed', 'dismissed', 'clock'].includes(event))
}

const PAIRS = PHASES.flatMap((phase) => Object.keys(EVENTS).flatMap((event) => (canMeet(phase, event) ? [`${phase} ${event}`] : [])))

/** Every cell that a story can reach: a state, an event, a fault. */
export const CELLS: readonly string[] = PAIRS.flatMap((pair) => FAULT_NAMES.map((fault) => `${pair} ${fault}`))

/** The pairs of state and event, and the cells of state, event and fault, that no story has reached. */
export function coverageOf(cells: ReadonlySet<string>) {
  const reached = new Set([...cells].map((cell) => cell.split(' ').slice(0, 2).join(' ')))
  return { unreachedPairs: PAIRS.filter((pair) => !reached.has(pair)), unreachedCells: CELLS.filter((cell) => !cells.has(cell)) }
}

/** `175 of 179`, of all pairs and of all cells. */
export function sayCoverage({ unreachedPairs, unreachedCells }: ReturnType<typeof coverageOf>) {
  return {
    pairs: `${PAIRS.length - unreachedPairs.length} of ${PAIRS.length} of state and event`,
    cells: `${CELLS.length - unreachedCells.length} of ${CELLS.length} of state, event and fault`,
  }
}
