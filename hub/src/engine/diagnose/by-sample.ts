import type { Diagnosis } from '../../domain/diagnosis/diagnosis.ts'
import { CERTAIN } from '../../domain/diagnosis/diagnosis.ts'
import type { Incident } from '../../domain/incident/incident.ts'
import { after, minutes } from '../../domain/instant.ts'
import type { Instant, Span } from '../../domain/instant.ts'
import { choosePlaybook } from '../../domain/playbook/choose.ts'
import { quickenPlaybook } from '../../domain/playbook/quicken.ts'
import { diagnosisBySample, LARGE, SAMPLE } from '../../domain/triage/sample.ts'
import { incidentsNumbered, renewDiagnosis, settleDiagnosis, takeDiagnosis } from '../../store/incidents.ts'
import type { DueDiagnosis, StoredIncident } from '../../store/incidents.ts'
import { countUnder, findOpenParent, firstUnder } from '../../store/parents.ts'
import { leaseOf } from '../holding.ts'
import { playbooksNow } from '../playbooks.ts'
import { respond } from '../respond/respond.ts'
import type { Room } from '../room.ts'

const TOGETHER = 8 // that are told at the same time
const SURE: Span = minutes(10)
const UNSURE: Span = minutes(3) // by then the sample was looked at again

/**
 * Of a large outage a few sites are looked at closely, and the others that fail like them are told what these show (DIA-9). Gives those of the due ones
 * that have to be looked at themselves; `isWaiting` when there are some that wait for the sample.
 */
export async function tellBySample(
  room: Room,
  due: readonly DueDiagnosis[],
): Promise<{ readonly own: readonly DueDiagnosis[]; readonly isWaiting: boolean }> {
  const own: DueDiagnosis[] = []
  let isWaiting = false
  for (const [parent, all] of Map.groupBy(due, (one) => one.parent)) {
    const sample = parent === null ? null : await sampleOf(room, parent)
    const others = sample === null ? [] : all.filter(({ number }) => !sample.numbers.has(number))
    own.push(...all.filter((one) => !others.includes(one)))
    for (let from = 0; from < others.length; from += TOGETHER) {
      const part = others.slice(from, from + TOGETHER)
      const found = await incidentsNumbered(
        room.store.db,
        part.map(({ number }) => number),
      )
      await Promise.all(
        found.map(async (stored) => {
          const said = sample!.says(stored.incident)
          if (said === 'not-yet') isWaiting = true
          else if (said === null) own.push(part.find(({ number }) => number === stored.number)!)
          else await tellOne(room, stored, said).catch(room.onBug)
        }),
      )
    }
  }
  return { own, isWaiting }
}

async function sampleOf({ store: { db } }: Room, id: number) {
  const [parent, first, members] = await Promise.all([findOpenParent(db, id), firstUnder(db, id, SAMPLE), countUnder(db, id, null)])
  if (parent === null || members <= LARGE) return null
  const looked = (await incidentsNumbered(db, first)).map(({ incident: { verdict, diagnosis } }) => ({
    class: verdict?.class ?? null,
    diagnosis,
  }))
  return {
    numbers: new Set(first),
    says: ({ verdict }: Incident) => diagnosisBySample(looked, parent.shared, verdict?.class ?? null),
  }
}

async function tellOne(room: Room, { partner, number, incident }: StoredIncident, diagnosis: Diagnosis) {
  const { store, clock } = room
  const lease = leaseOf(store)
  const taken = await takeDiagnosis(store.db, { partner, number }, clock.now(), lease)
  if (!taken) return
  const isNews = incident.diagnosis?.cause !== diagnosis.cause && !incident.causeConfirmed
  if (incident.phase === 'open' && isNews) {
    const playbook = quickenPlaybook(choosePlaybook(await playbooksNow(room), diagnosis.cause), room.plan().quickened)
    await respond(room, partner, number, { type: 'diagnosed', diagnosis, playbook }, (tx) => renewDiagnosis(tx, taken, clock.now(), lease))
  }
  await settleDiagnosis(store.db, taken, incident.phase === 'open' ? nextLook(diagnosis, clock.now()) : null)
}

const nextLook = ({ confidence }: Diagnosis, at: Instant) => after(at, confidence >= CERTAIN ? SURE : UNSURE)
