import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '../instant.ts'
import { writeIcalendar } from './write-icalendar.ts'

const at = (text: string) => Date.parse(text) as Instant
const event = { uid: 'a@b', sequence: 2, summary: 'On call', from: at('2026-03-04T11:00Z'), until: at('2026-03-04T23:00Z') }
const written = (own: object) => writeIcalendar({ name: 'first-line', events: [{ ...event, ...own }], at: at('2026-03-01T00:00Z') })

test('a calendar is written as RFC 5545 wants it: line ends, UTC, and what it needs (RES-1)', () => {
  assert.deepEqual(written({}).split('\r\n'), [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Allclear//On call//EN', 'METHOD:PUBLISH', 'X-WR-CALNAME:first-line'],
    ...['BEGIN:VEVENT', 'UID:a@b', 'SEQUENCE:2', 'DTSTAMP:20260301T000000Z', 'DTSTART:20260304T110000Z', 'DTEND:20260304T230000Z'],
    ...['SUMMARY:On call', 'TRANSP:TRANSPARENT', 'END:VEVENT', 'END:VCALENDAR', ''],
  ])
})

test('what has a meaning of its own is escaped, line breaks too: no name can add a line', () => {
  const text = written({ summary: 'a, b; c\\d\r\nDTEND:19700101T000000Z' })
  assert.match(text, /SUMMARY:a\\, b\\; c\\\\d\\nDTEND:19700101T000000Z\r\n/)
})

test('no line has more than 75 octets, and no letter is torn apart', () => {
  const summary = 'Bereitschaft für Ærøskøbing 🛟'.repeat(12)
  const text = written({ summary })
  for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line)
  assert.ok(text.replaceAll('\r\n ', '').includes(`SUMMARY:${summary}`))
})
