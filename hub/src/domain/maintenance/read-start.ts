import { inZone, whenLocal } from '../calendar/local-time.ts'
import type { Instant } from '../instant.ts'
import type { Reading } from '../plan/words.ts'

const MOMENT = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?)\s?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?(?:\[([A-Za-z0-9_+/-]+)\])?$/

/**
 * Reads the exact moment at which a window begins: with its offset (`2027-04-13T02:00:00-04:00`), or with its zone
 * (`2027-04-13T02:00[America/New_York]`) where the clocks show that time once.
 */
export function readStart(text: string): Reading<Instant> {
  const reading = readZonedStart(text)
  return 'means' in reading ? { means: reading.means.at } : reading
}

/** The same, with the zone where one is named. */
export function readZonedStart(text: string): Reading<{ readonly at: Instant; readonly zone: string | null }> {
  const [, local, offset, zone] = MOMENT.exec(text.trim()) ?? []
  const shown = `"${text.slice(0, 60)}"`
  const date = local === undefined ? null : readLocal(local)
  if (!date || (zone !== undefined && !isZone(zone))) {
    return { wrong: `${shown} is not a date and time`, write: 'write it with its offset: 2027-04-13T02:00:00-04:00' }
  }
  if (offset !== undefined) {
    const at = Temporal.Instant.from(`${date.toString()}${offset}`).epochMilliseconds as Instant
    return { means: { at, zone: zone ?? null } }
  }
  if (zone === undefined) return { wrong: `${shown} names no zone`, write: `add the offset: ${date.toString()}-04:00, or Z for UTC` }
  const read = readInZone(date, zone)
  return 'means' in read ? { means: { at: read.means, zone } } : read
}

function readLocal(local: string): Temporal.PlainDateTime | null {
  try {
    return Temporal.PlainDateTime.from(local.replace(' ', 'T'), { overflow: 'reject' })
  } catch {
    return null
  }
}

function isZone(zone: string): boolean {
  try {
    return inZone(0 as Instant, zone).timeZoneId !== ''
  } catch {
    return false
  }
}

function readInZone(date: Temporal.PlainDateTime, zone: string): Reading<Instant> {
  const means = whenLocal(date, zone)
  const shown = inZone(means, zone)
  if (!shown.toPlainDateTime().equals(date)) {
    return { wrong: `the clocks of ${zone} skip ${date.toPlainTime().toString()} on that day`, write: `write ${withOffset(shown)}` }
  }
  const second = date.toZonedDateTime(zone, { disambiguation: 'later' })
  if (second.epochMilliseconds === means) return { means }
  const what = `the clocks of ${zone} show ${date.toPlainTime().toString()} twice on that day`
  return { wrong: what, write: `write ${withOffset(shown)} or ${withOffset(second)}` }
}

const withOffset = (moment: Temporal.ZonedDateTime) => moment.toString({ timeZoneName: 'never' })
