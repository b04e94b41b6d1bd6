import { sayTime } from '../calendar/say-time.ts'
import type { NoticeKind, Reached, ScheduledMaintenance } from '../maintenance/scheduled.ts'
import { after } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Plan, Site } from '../plan/plan.ts'
import type { Audience } from '../playbook/playbook.ts'
import { composeWords } from './compose.ts'
import { NOT_OF_AN_INCIDENT } from './not-of-an-incident.ts'
import { sayDuration } from './say-words.ts'
import { spokenLanguage } from './speak.ts'
import type { Speech } from './speak.ts'
import type { Templates } from './template.ts'
import { languageOf, readerFacts, zoneOf } from './word-facts-of.ts'
import type { MaintenanceFacts, WordFacts } from './word-facts.ts'

/** Which template says this to those whom a window concerns. */
export const templateOf = (kind: NoticeKind) => `maintenance-${kind}`

/** In which language a reader hears of a window. */
export function noticeLanguage({
  plan,
  templates,
  kind,
  reached: { sites, recipient },
}: {
  readonly plan: Plan
  readonly templates: Templates
  readonly kind: NoticeKind
  readonly reached: Pick<Reached, 'sites' | 'recipient'>
}): string {
  const site = plan.sites[sites[0] ?? '']!
  const { audience } = recipient
  const wanted = { partner: partnerOf(site, audience), language: languageOf(plan, site, audience), name: templateOf(kind) }
  return spokenLanguage(templates, wanted)
}

// Whose own template, where they wrote one.
const partnerOf = ({ partner }: Site, audience: Audience) => (audience === 'client' || audience === 'public' ? partner : null)

/** The words of one notice for one reader: the seven facts in their language and zone, about their own sites (MNT-1, COM-8). */
export function speakMaintenance({
  plan,
  templates,
  work,
  kind,
  reached,
  isShort,
}: {
  readonly plan: Plan
  readonly templates: Templates
  readonly work: ScheduledMaintenance
  readonly kind: NoticeKind
  readonly reached: Reached
  readonly isShort: boolean
}): Speech {
  const { audience, name } = reached.recipient
  const template = templateOf(kind)
  const site = plan.sites[reached.sites[0] ?? '']!
  const partner = partnerOf(site, audience)
  const language = noticeLanguage({ plan, templates, kind, reached })
  const facts: WordFacts = {
    ...NOT_OF_AN_INCIDENT,
    ...readerFacts(plan, site, { audience, name }, language),
    maintenance: maintenanceFacts(work, reached.sites, { zone: zoneOf(plan, site, { audience }), language, isShort }),
    incident_link: `${plan.hub.url}maintenance`,
  }
  const words = composeWords(templates, { template, language, audience, facts, partner })
  return { ...words, link: facts.status_link }
}

function maintenanceFacts(
  { facts, movedFrom, cancelledBecause }: ScheduledMaintenance,
  sites: readonly string[],
  { zone, language, isShort }: { readonly zone: string; readonly language: string; readonly isShort: boolean },
): MaintenanceFacts {
  const { startsAt, endsAt, lasts, disrupts, reason, benefit, support, alternatives, emergency } = facts
  return {
    ...{ disrupts, reason, benefit, support, alternatives },
    starts: sayTime(startsAt, zone, language),
    ends: sayTime(endsAt, zone, language),
    lasts: sayDuration(0 as Instant, after(0 as Instant, lasts), language),
    sites: sites.join(', '),
    short_notice: isShort ? (emergency ?? 'it could not be told earlier') : null,
    moved_from: movedFrom === null ? null : sayTime(movedFrom, zone, language),
    cancelled_because: cancelledBecause,
  }
}
