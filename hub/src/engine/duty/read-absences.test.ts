import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { iso } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { onDutyAt } from '../../domain/audience/on-duty.ts'
import { createChannelNetwork } from '../../network/create-network.ts'
import { startHttpDouble } from '../../network/http.double.ts'
import { askedHub } from '../../../test/asked-hub.ts'
import { absenceCalendars } from '../../store/absences.ts'
import { startLayingOverrides } from '../plan/lay-overrides.ts'
import { parseAbsences } from './parse-absences.ts'
import { readDueAbsences, thought } from './read-absences.ts'
import type { Room } from '../room.ts'

const at = (text: string) => Date.parse(text) as Instant
const ABOUT = { timezone: 'America/New_York', window: { from: at('2026-03-01T00:00:00Z'), until: at('2027-03-01T00:00:00Z') } }
const calendar = (...lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n')
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:1', ...lines, 'END:VEVENT'].join('\r\n')
const read = (...lines: string[]) => {
  const { absences, complaints } = parseAbsences(calendar(...lines), ABOUT)
  return [...absences.map(({ from, until, why }) => `${iso(from)} ${iso(until)} ${why}`), ...complaints]
}

test('absences of a calendar: whole days by the clock of the person, times by the zone they name, changed and cancelled ones as they are (RES-1)', () => {
  assert.deepEqual(read(event('SUMMARY:Holiday', 'DTSTART;VALUE=DATE:20260307', 'DTEND;VALUE=DATE:20260309')), [
    '2026-03-07T05:00:00Z 2026-03-09T04:00:00Z Holiday', // over the change of the clocks
  ])
  assert.deepEqual(read(event('DTSTART;TZID=Europe/Berlin:20260402T090000', 'DURATION:PT2H')), [
    '2026-04-02T07:00:00Z 2026-04-02T09:00:00Z Away',
  ])
  assert.deepEqual(read(event('DTSTART:20260402T090000Z', 'DTEND:20260402T100000Z', 'STATUS:CANCELLED')), [])
  const weekly = event('SUMMARY:School', 'DTSTART:20260105T090000', 'DTEND:20260105T100000', 'RRULE:FREQ=WEEKLY;UNTIL=20260323T235959Z', 'EXDATE:20260309T090000') // prettier-ignore
  const changed = event('SUMMARY:School', 'RECURRENCE-ID:20260316T090000', 'DTSTART:20260317T090000', 'DTEND:20260317T100000')
  assert.deepEqual(read(weekly, changed), [
    '2026-03-02T14:00:00Z 2026-03-02T15:00:00Z School',
    '2026-03-17T13:00:00Z 2026-03-17T14:00:00Z School',
    '2026-03-23T13:00:00Z 2026-03-23T14:00:00Z School',
  ])
})

test('a broken or hostile calendar gives complaints and what is well in it', () => {
  const well = event('SUMMARY:Holiday', 'DTSTART:20260402T090000Z', 'DTEND:20260402T100000Z')
  const taken = '2026-04-02T09:00:00Z 2026-04-02T10:00:00Z Holiday'
  const wrong = (words: string, ...lines: string[]) => assert.deepEqual(read(event('SUMMARY:x', ...lines), well), [taken, `“x”: ${words}`])
  wrong('it repeats more often than once a day', 'DTSTART:20200101T000000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY')
  wrong('it repeats too often to be followed to today', 'DTSTART:19500101T000000Z', 'DURATION:PT1S', 'RRULE:FREQ=DAILY')
  wrong('it is longer than a year', 'DTSTART:20260101T000000Z', 'DTEND:22260101T000000Z')
  for (const nonsense of [
    '',
    'hello',
    '<html>',
    'BEGIN:VCARD\r\nEND:VCARD',
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT',
    '\0'.repeat(1000),
    calendar(event('DTSTART:x')),
  ]) {
    const { absences, complaints } = parseAbsences(nonsense, ABOUT)
    assert.deepEqual([absences, complaints.length], [[], 1], nonsense.slice(0, 40))
  }
  const many = Array.from({ length: 2500 }, (_, n) => event(`SUMMARY:${n}`, 'DTSTART:20260402T090000Z', 'DTEND:20260402T100000Z'))
  const { absences, complaints } = parseAbsences(calendar(...many), ABOUT)
  assert.deepEqual([absences.length, complaints.length], [500, 2])
})

test('a calendar takes its person out of the schedule, and what it said stays when it cannot be read (RES-1)', async () => {
  let said: string | null = calendar(event('SUMMARY:Holiday', 'DTSTART;VALUE=DATE:20260304', 'DTEND;VALUE=DATE:20260305'))
  const web = await startHttpDouble(({ path }) =>
    path === '/moved' ? { status: 302, headers: { location: '/ana.ics' } } : said === null ? { status: 500 } : { body: said },
  )
  const hub = await askedHub({ 'people.ana.absence-calendar': `${web.url}/moved` })
  after(async () => {
    await Promise.all([web.close(), hub.close()])
    assert.deepEqual(hub.bugs, [])
  })
  const onBug = (error: unknown) => void hub.bugs.push(error)
  const room = { ...hub.around, onBug, channels: createChannelNetwork({ operatorHosts: ['127.0.0.1'] }) } as unknown as Room
  const laid = await startLayingOverrides({ ...hub.around, onBug, plan: () => hub.plan })
  const { 'first-line': before } = onDutyAt({ plan: laid.plan(), secretsPresent: () => true, at: hub.clock.at })
  assert.ok(before!.some(({ person }) => person === 'ana'))

  assert.equal(await readDueAbsences(room), true)
  await laid.read()
  const { 'first-line': now } = onDutyAt({ plan: laid.plan(), secretsPresent: () => true, at: hub.clock.at })
  assert.ok(!now!.some(({ person }) => person === 'ana'))
  assert.equal(laid.plan().people['ana']!.absences.at(-1)!.why, 'Holiday')

  said = null
  assert.equal(await readDueAbsences(room), false, 'once an hour')
  hub.passes('1h')
  await readDueAbsences(room)
  await laid.read()
  assert.equal(laid.plan().people['ana']!.absences.at(-1)!.why, 'Holiday')
  assert.equal((await absenceCalendars(hub.store.db))[0]!.reason, 'The address answered 500.')
  await laid.stop()
})

test('a calendar is thought over in a thread of its own, which ends with it', async () => {
  const { absences } = await thought(calendar(event('DTSTART:20260402T090000Z', 'DTEND:20260402T100000Z')), ABOUT)
  assert.equal(absences.length, 1)
})
