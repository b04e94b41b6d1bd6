import type { Instant } from '../instant.ts'
import type { Period } from '../plan/plan.ts'

export type CalendarEvent = Period & {
  readonly uid: string // the same for as long as it is the same event
  readonly sequence: number // never falls; greater when it has changed
  readonly summary: string
}

/** A calendar as a file for programs to fetch (RFC 5545): times in UTC, lines of at most 75 octets. */
export function writeIcalendar(calendar: {
  readonly name: string
  readonly events: readonly CalendarEvent[]
  readonly at: Instant
}): string {
  const { name, events, at } = calendar
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Allclear//On call//EN', 'METHOD:PUBLISH', `X-WR-CALNAME:${escaped(name)}`],
    ...events.flatMap(({ uid, sequence, summary, from, until }) => [
      ...['BEGIN:VEVENT', `UID:${escaped(uid)}`, `SEQUENCE:${sequence}`, `DTSTAMP:${utc(at)}`],
      ...[`DTSTART:${utc(from)}`, `DTEND:${utc(until)}`, `SUMMARY:${escaped(summary)}`, 'TRANSP:TRANSPARENT', 'END:VEVENT'],
    ]),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

// RFC 5545 3.3.11: these have a meaning of their own in a text.
const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|[\r\n]/g, '\\n')

// RFC 5545 3.1: octets count, and a letter is not torn apart.
function folded(line: string): string {
  const rows = ['']
  let octets = 0
  for (const letter of line) {
    const size = new TextEncoder().encode(letter).length
    if (octets + size > 75) {
      rows.push('')
      octets = 1 // the blank that the next line begins with
    }
    rows[rows.length - 1] += letter
    octets += size
  }
  return rows.join('\r\n ')
}

const utc = (at: Instant) => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')
