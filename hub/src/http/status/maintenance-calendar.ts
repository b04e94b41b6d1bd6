import { createHash } from 'node:crypto'
import type { Instant } from '../../domain/instant.ts'
import type { StatusPage } from '../../domain/status/page.ts'
import { factsOf, labelledFacts, PLANNED_WORDS, titleOf } from '../../domain/status/planned-words.ts'
import type { PublicMaintenance } from '../../domain/status/planned-work.ts'
import type { PageNews } from './page-news.ts'

/** The name of a window outside: the same for as long as it lives, and nobody reads in it who planned it. */
export const publicId = ({ id }: PublicMaintenance): string => createHash('sha256').update(id).digest('hex').slice(0, 16)

/** Planned maintenance as a calendar (RFC 5545): a moved window keeps its UID and raises its SEQUENCE, one that is called off says so. */
export const maintenanceCalendar = ({ page, planned }: PageNews): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Status//Maintenance//EN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(`${page.title} · ${PLANNED_WORDS[page.language].heading}`)}`,
    'X-PUBLISHED-TTL:PT1H',
    ...planned.flatMap((window) => eventOf(window, page)),
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n')

function eventOf(window: PublicMaintenance, { url, language }: StatusPage): string[] {
  const { facts, sites, endsAt, phase, sequence, changedAt } = window
  const says = [
    factsOf(window, language).disrupts,
    `${PLANNED_WORDS[language].affected}: ${sites.join(', ')}`,
    ...labelledFacts(window, language),
  ]
  return [
    'BEGIN:VEVENT',
    `UID:${publicId(window)}@${new URL(url).hostname}`,
    `DTSTAMP:${utc(changedAt)}`,
    `LAST-MODIFIED:${utc(changedAt)}`,
    `DTSTART:${utc(facts.startsAt)}`,
    `DTEND:${utc(Math.max(endsAt, facts.startsAt + 1000) as Instant)}`,
    `SEQUENCE:${sequence}`,
    `STATUS:${phase === 'cancelled' ? 'CANCELLED' : 'CONFIRMED'}`,
    `SUMMARY:${escapeText(titleOf(window, language))}`,
    `DESCRIPTION:${says.map(escapeText).join('\\n')}`,
    `URL:${url}`,
    'END:VEVENT',
  ]
}

const utc = (at: Instant) => `${new Date(at).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`

const escapeText = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/[\r\n]+/g, ' ')

// No line is longer than 75 octets, and no letter is cut in two (RFC 5545 3.1).
function folded(line: string): string {
  const lines: string[] = ['']
  for (const letter of line) {
    if (Buffer.byteLength(lines.at(-1)! + letter) > 75) lines.push(' ')
    lines[lines.length - 1] += letter
  }
  return lines.join('\r\n')
}
