import type { Preview } from '@allclear/wire/planner.ts'
import type { Complaint } from '../../domain/document.ts'
import { after, days, iso } from '../../domain/instant.ts'
import { planMaintenance } from '../../domain/maintenance/decide-maintenance.ts'
import { noticesAhead } from '../../domain/maintenance/notices-ahead.ts'
import type { MaintenanceRead } from '../../domain/maintenance/read-maintenance.ts'
import { occurrencesOf, sayRepeats } from '../../domain/maintenance/repeats.ts'
import type { Repeats } from '../../domain/maintenance/repeats.ts'
import type { ScheduledMaintenance } from '../../domain/maintenance/scheduled.ts'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { placeOf } from '../console/times.ts'
import { ownerFor, readPlanned, sitesFor } from '../maintenance-deeds.ts'
import { calendarFor, collisionsFor } from './collisions-for.ts'
import { NOTICES } from './say-window.ts'
import { showWords } from './show-words.ts'

/** A window as somebody writes it: what is left out is not there yet. */
export type Written = Readonly<Record<string, unknown>>

const BLANKS = { disrupts: '…', reason: '…', benefit: '…', support: '…', alternatives: '…' }
const NEXT = 4
const LOOKED_THROUGH = days(800)

/**
 * What a window would do, before it is planned (MNT-1, MNT-2): what is wrong with it, what it meets, and who reads which words at which moment. Whatever is not
 * written yet stands in the words as `…`, so that the rest can be read already.
 */
export async function previewWindow(around: Around, caller: Caller, written: Written): Promise<Preview> {
  const read = (words: Written): MaintenanceRead => readPlanned(around, caller, JSON.stringify({ maintenance: 'window', ...words }), 'form')
  const { maintenance: whole, repeats, complaints: others } = read({ ...BLANKS, ...written })
  const complaints = new Map([...read(written).complaints, ...others].map((one) => [one.message, one]))
  const nothing = { window: null, collisions: [], notices: [], letters: [], readers: [] }
  const said = {
    complaints: [...complaints.values()].map(showComplaint),
    repeats: repeats && whole && showRepeats(repeats, whole.startsAt),
  }
  if (!whole) return { ...said, ...nothing }
  const plan = around.plan()
  const work = planMaintenance(ownerFor(caller), whole, around.clock.now())
  const notices = noticesAhead(work)
  return {
    ...said,
    window: { starts: iso(whole.startsAt), ends: iso(whole.endsAt), sites: sitesFor(plan, caller, work) },
    collisions: collisionsFor(plan, caller, await calendarFor(around, caller), work),
    notices: notices.map(({ kind, at }) => ({ name: NOTICES[kind], at: iso(at) })),
    ...showWords(around, work, around.maintenance.reached(work), notices),
  }
}

// Which field it is about: every complaint begins with its name.
function showComplaint({ message, fix }: Complaint): Preview['complaints'][number] {
  const field = /^[a-z]+/.exec(message)?.[0] ?? ''
  return { field, says: message.endsWith('is missing') ? 'Missing.' : `${message.replace(/^[\w.]+: /, '')}; ${fix}.` }
}

const showRepeats = (repeats: Repeats, from: ScheduledMaintenance['plannedAt']): Preview['repeats'] => ({
  says: `${sayRepeats(repeats)}, by the clocks of ${placeOf(repeats.zone)}`,
  next: occurrencesOf(repeats, from, after(from, LOOKED_THROUGH))
    .slice(0, NEXT)
    .map(({ at }) => iso(at)),
})
