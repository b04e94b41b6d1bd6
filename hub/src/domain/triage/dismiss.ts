import { isLongUnderMaintenance } from '../diagnosis/maintenance.ts'
import { CERTAIN } from '../diagnosis/diagnosis.ts'
import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import type { DnsEvidence, Evidence, PageVariant } from '../diagnosis/evidence.ts'
import { wantsCookie } from '../diagnosis/is-circle.ts'
import { showsMaintenance } from '../diagnosis/page-signs.ts'
import { wallsOn } from '../diagnosis/signatures/match.ts'
import { familyOf } from '../diagnosis/taxonomy.ts'
import { isWellVariant } from '../diagnosis/variants.ts'
import type { Verdict, Wall } from './verdict.ts'
import { wallAt } from './walls.ts'

/** What makes of an apparent outage something that nobody is told of, and why. */
export type Dismissal = {
  readonly verdict: Extract<Verdict['verdict'], 'false-alarm' | 'maintenance'>
  readonly reason: NonNullable<Verdict['reason']>
  readonly because: readonly string[]
  readonly wall?: Wall // where our probe was turned away
}

/**
 * What evidence tells that a quick second look cannot (causes.md 3.1): a wall against probes, a resolver of ours that is alone with its answer,
 * a provider or the site's own software at work as announced. Proof of an outage of another kind goes before it; null when nothing excuses it.
 */
export function dismissOutage(evidence: Evidence, diagnosis: Pick<Diagnosis, 'cause' | 'confidence'> | null): Dismissal | null {
  const excused = (families: readonly string[]) =>
    diagnosis === null || diagnosis.confidence < CERTAIN || families.includes(familyOf(diagnosis.cause))
  return (
    (excused(['false_alarm']) ? (wall(evidence) ?? resolver(evidence)) : null) ??
    (excused(['hosting', 'host', 'app']) ? (update(evidence) ?? provider(evidence)) : null)
  )
}

const falseAlarm = (reason: Dismissal['reason'], ...because: string[]): Dismissal => ({ verdict: 'false-alarm', reason, because })
const maintenance = (...because: string[]): Dismissal => ({ verdict: 'maintenance', reason: 'maintenance.planned', because })

function wall({ page, variants }: Evidence): Dismissal | null {
  const found = wallsOn(page)[0]
  if (found) {
    const reason = found.cause === 'false_alarm.geo_block' ? found.cause : 'false_alarm.waf_block'
    const because = `What answers us is ${found.who ?? 'a wall against probes'}, so the site itself was not seen.`
    return { ...falseAlarm(reason, because), wall: wallAt(page, found.who) }
  }
  if (page && wantsCookie(page)) {
    const because = 'The site shows its page only to those who bring its cookie back, which our probe does not.'
    return { ...falseAlarm('false_alarm.waf_block', because), wall: wallAt(page, 'a wall of cookies') }
  }
  const status = page?.status ?? 0
  const refused = wallAt(page, `the answer ${status}`)
  if (status === 451)
    return { ...falseAlarm('false_alarm.geo_block', 'The site turns away visitors from where we are (451).'), wall: refused }
  if (status !== 403 && status !== 406 && status !== 429) return null
  const others: readonly (PageVariant | null)[] = [variants?.mobile ?? null, ...(variants?.referred ?? [])]
  if (!others.some(isWellVariant)) return null
  const because = `The site answers us ${status}, and well to another browser: a rule there blocks us.`
  return { ...falseAlarm('false_alarm.waf_block', because), wall: refused }
}

// The name servers and other resolvers are of one mind, and the resolver we use is not.
function resolver({ dns }: Evidence): Dismissal | null {
  if (!dns || dns.resolver.code === 'ok' || dns.delegationCode !== 'found' || dns.signed === 'broken') return null
  const areWell =
    dns.servers.length > 0 &&
    dns.servers.every(({ verdict, a, aaaa, cname }) => verdict === 'ok' && (a.length + aaaa.length > 0 || cname !== null))
  if (!areWell || othersThatFind(dns) === 0) return null
  return falseAlarm('false_alarm.resolver', 'Only the resolver that we use fails: the name servers and another resolver know the site.')
}

const othersThatFind = ({ views }: DnsEvidence) =>
  new Set(views.filter(({ checking, code }) => checking && code === 'ok').map(({ resolver }) => resolver)).size

function update(evidence: Evidence): Dismissal | null {
  const shown = showsMaintenance(evidence)
  if (!shown || shown.strength === 'weak' || isLongUnderMaintenance(evidence)) return null
  return maintenance(shown.because, 'Such work takes a minute or two; if it lasts longer than a quarter of an hour it has got stuck.')
}

function provider({ provider, at, page }: Evidence): Dismissal | null {
  const now = provider?.notices.find(
    ({ kind, since, until }) => kind === 'maintenance' && (since === null || since <= at) && (until === null || until >= at),
  )
  if (!provider || provider.state !== 'maintenance' || !now || page?.status === 200) return null
  return maintenance(`The provider is at work as announced: “${now.title}”.`)
}
