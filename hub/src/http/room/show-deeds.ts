import type { Room } from '@allclear/wire/room.ts'
import { pagesOf } from '../../domain/audience/pages.ts'
import { mayBeWrittenOf } from '../../domain/incident/write-words.ts'
import { isoOrNull } from '../../domain/instant.ts'
import { LANGUAGES } from '../../domain/message/languages/index.ts'
import { pageOf } from '../../domain/status/page.ts'
import { PAGE_WORDS } from '../../domain/status/page-words.ts'
import { titleOf } from '../../domain/status/sentence.ts'
import { isLiving } from './show-head.ts'
import { askedStatistics } from './show-work.ts'
import type { View } from './view.ts'

/** What the reader may do about the incident as it stands (RES-6). */
export function showDeeds(view: View): Room['may'] {
  const { incident, plan, mayAct, isOurs, by } = view
  const { phase, ladder, snooze, diagnosis, causeConfirmed } = incident
  const isOpen = mayAct && phase === 'open'
  const isConfirmed = mayAct && isLiving(incident) && phase !== 'suspected'
  const isFree = ladder.acknowledgedBy === null || ladder.offeredTo === by
  const isMine = ladder.acknowledgedBy === by
  const others = othersFor(view)
  return {
    acknowledge: isConfirmed && !isMine && isFree,
    take: isConfirmed && !isMine && !isFree,
    note: mayAct,
    handOver: isConfirmed && others.length > 0 ? others : null,
    escalate: isOpen ? [{ id: 'next', name: 'The next rung' }, ...others] : null,
    snooze: isOpen && isOurs && !snooze,
    unsnooze: isOpen && isOurs && Boolean(snooze),
    resolve: mayAct && isLiving(incident),
    confirmCause: isOpen && diagnosis !== null && diagnosis.cause !== 'unknown' && !causeConfirmed,
    addTask: mayAct,
    providers: mayAct && isOurs ? Object.values(plan.providers).map(({ id, name }) => ({ id, name })) : [],
    statistics: askedStatistics(view),
    words: mayAct && mayBeWrittenOf(incident) ? wordsOf(view) : null,
    update: isConfirmed ? updateOf(view) : null,
  }
}

// Whom else the operator has is nobody's business but theirs.
const othersFor = ({ plan, isOurs, by }: View) =>
  isOurs ? Object.values(plan.people).flatMap(({ id, name, role }) => (id !== by && role !== 'viewer' ? [{ id, name }] : [])) : []

/** Letters of a person (COM-1): to whom, in which words and languages. */
function wordsOf(view: View): Room['may']['words'] {
  const { reach, plan, incident } = view
  const isThere = { client: (plan.sites[incident.site]?.client ?? null) !== null, partner: reach.recipients.partner.length > 0 }
  const to = [
    ...(isThere.client ? [{ id: 'client', name: 'The client' }] : []),
    ...(isThere.partner ? [{ id: 'partner', name: 'The partner' }] : []),
    ...(isThere.client && isThere.partner ? [{ id: 'both', name: 'Client and partner' }] : []),
  ]
  const templates = templatesFor(view).filter((name) => !NO_LETTER.test(name))
  return to.length === 0 ? null : { to, templates, languages: Object.keys(LANGUAGES) }
}

const NO_LETTER = /^(page|digest|update-missing|(maintenance|service)-.*)$/

const templatesFor = ({ incident: { partner }, templates }: View) => {
  const known = [...templates.values()].filter((one) => one.partner === null || one.partner === partner)
  return [...new Set(known.map(({ name }) => name))].sort()
}

/** An update for the public (COM-6), with every page on which it will stand and the name under which it will. */
function updateOf(view: View): NonNullable<Room['may']['update']> {
  const { incident, plan } = view
  const { site, promisedAt, phase, verdict } = incident
  const { stages } = PAGE_WORDS.en
  const offered = phase === 'stabilising' ? (['monitoring'] as const) : (['investigating', 'identified', 'monitoring'] as const)
  return {
    title: titleOf({ site, isSlow: verdict?.verdict === 'slow', isPart: verdict?.service !== undefined }, PAGE_WORDS.en),
    pages: pagesOf(plan, site).flatMap((slug) => {
      const page = pageOf(plan, slug)
      return page ? [{ slug, title: page.title, brand: page.brand }] : []
    }),
    stages: offered.map((stage) => ({ id: stage, name: stages[stage] })),
    templates: templatesFor(view),
    promisedAt: isoOrNull(promisedAt ?? null),
  }
}
