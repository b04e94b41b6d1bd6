import { sayClock } from '../calendar/say-time.ts'
import type { Incident } from '../incident/incident.ts'
import type { Person, Plan } from '../plan/plan.ts'

/** What can be done with a page where it stands, by one press (RES-6). */
export const PAGE_DEEDS = ['acknowledge', 'take', 'escalate'] as const
export type PageDeed = (typeof PAGE_DEEDS)[number]

/** How the button of a deed is called where it is pressed. */
export const buttonOf = (deed: PageDeed) => `page-${deed}`

/** What a page that was sent shows by now. */
export type PageStand = { readonly template: 'page-yours' | 'page-taken' | 'page-escalated' | 'page-over'; readonly says: string }

/** The deeds that are left on a page, by the template of its words; null for what is no page of an incident. */
export const deedsOn = (template: string): readonly PageDeed[] | null => DEEDS.get(template) ?? null

/** Whether these words stand in place of a page that was sent. */
export const isInPlace = (template: string) => template !== 'page' && DEEDS.has(template)

const DEEDS = new Map<string, readonly PageDeed[]>([
  ['page', PAGE_DEEDS],
  ['page-yours', ['escalate']],
  ['page-taken', ['take']],
  ['page-escalated', ['acknowledge']], // by them; nobody has it yet
  ['page-over', []],
])

/** What became of the outage by these words, for a pager or tracker that keeps its own state of it; null: somebody is still called. */
export const standOn = (template: string): 'taken' | 'over' | null =>
  OVER.has(template) ? 'over' : template === 'page-yours' || template === 'page-taken' ? 'taken' : null

const OVER = new Set(['page-over', 'all-clear', 'ticket-resolved'])

/** How an incident stands for whom a page of it was; null while it waits for them, as the page says. */
export function pageStand({ ladder, phase, resolvedAt }: Incident, people: Plan['people'], { id, timezone }: Person): PageStand | null {
  if (phase === 'false-alarm') return { template: 'page-over', says: 'It was a false alarm.' }
  if (resolvedAt !== null) return { template: 'page-over', says: `It is over since ${sayClock(resolvedAt, timezone)}.` }
  const { acknowledgedBy: by, offeredTo } = ladder
  if (by === null || offeredTo === id) return null
  if (by === id) return { template: 'page-yours', says: 'You have it.' }
  return { template: 'page-taken', says: `${people[by]?.name ?? by} has it.` }
}
