import type { Cause } from '../cause.ts'
import { compareAddresses, day, list, nameServersChanged } from '../compare.ts'
import type { Evidence, RegistrationEvidence } from '../evidence.ts'
import { judgeNameServers } from '../name-servers.ts'
import { pageSigns } from '../page-signs.ts'
import { foreignHostOf } from '../variants.ts'
import { hasStatus, isOnHold, paidUntil } from '../registration-status.ts'
import type { Sign } from '../weigh-signs.ts'
import type { Instant } from '../../instant.ts'
import { fact } from '../fact.ts'

/** A registry renews a name by itself at expiry, so its own date is no sign of life; the registrar's is what counts (causes.md 1.4). */
export const domainExpired: Cause = {
  id: 'domain.expired',
  layer: 'registration',

  weigh(evidence) {
    const lapsed = lapse(evidence)
    const visible = interruptions(evidence)
    if (!lapsed) return [...visible, contradiction(evidence)]
    const proven = lapsed.isListed && visible.length > 0
    return [proven ? { ...lapsed, strength: 'proof' } : lapsed, ...visible, ...changes(evidence), otherRegistrar(evidence)]
  },

  check: ({ dns, site }) => `whois ${dns?.zone ?? site.host} | grep -iE "expir|status"`,
}

/** A sign that the registration is over; `isListed` when registry or registrar say so now, so that any visible effect proves it. */
type Lapse = Sign & { readonly isListed: boolean }

function lapse(evidence: Evidence): Lapse | null {
  const { registration, baseline, site, at } = evidence
  const registrar = registration?.registrar ?? site.registrar ?? baseline?.registration?.registrar ?? null
  const more = fact('registrar', registrar)
  if (registration) return registration.found ? listedLapse(registration, registrar, at) : unregistered(evidence, more)
  const expires = Date.parse(baseline?.registration?.expires ?? '') as Instant
  if (!(expires <= at)) return null
  const because = `When last seen, the registration was to expire on ${day(expires)}.`
  return { strength: 'strong', because, facts: { 'expired-on': day(expires), ...more }, isListed: false }
}

function listedLapse(registration: RegistrationEvidence, registrar: string | null, at: Instant): Lapse | null {
  const { domain, registrarExpires, registryExpires, source } = registration
  const facts = { ...fact('registrar', registrar), 'registration-source': source }
  const expires = registrarExpires ?? registryExpires
  if (expires !== null && expires <= at) {
    return {
      strength: registrarExpires === null ? 'medium' : 'strong',
      because: `${registrar ?? (registrarExpires === null ? 'The registry' : 'The registrar')} lists ${domain} as expired on ${day(expires)}.`,
      facts: { 'expired-on': day(expires), ...facts },
      isListed: true,
    }
  }
  if (registrarExpires !== null || !hasStatus(registration, 'auto renew period')) return null
  const because = `The registry has just renewed ${domain} by itself, which it does at expiry whether or not the registrar was paid.`
  return { strength: 'medium', because, facts, isListed: false }
}

function unregistered({ registration, baseline }: Evidence, facts: Readonly<Record<string, string>>): Lapse {
  const wasKnown = Boolean(baseline?.registration ?? baseline?.dns?.ns?.length)
  const because = `The registry knows no registration of ${registration!.domain}: it was deleted, or never existed.`
  return { strength: wasKnown ? 'strong' : 'medium', because, facts, isListed: wasKnown }
}

/** How a lapsed name stops working: it leaves the zone above, its name servers are replaced, or visitors see a landing page. */
function interruptions(evidence: Evidence): Sign[] {
  const { dns, registration, page, site } = evidence
  const signs: Sign[] = []
  const say = (strength: Sign['strength'], because: string) => void signs.push({ strength, because })
  const isOver = lapse(evidence) !== null
  if (isOver && dns?.delegationCode === 'nxdomain') say('strong', `The zone above no longer delegates ${dns.zone}.`)
  else if (isOver && dns && dns.delegationCode !== 'found' && dns.resolver.code === 'nxdomain')
    say('medium', 'The name no longer resolves.')
  if (isOver && isOnHold(registration)) say('strong', 'The name is on hold.')
  const away = isOver ? foreignHostOf(page?.finalUrl ?? null, site.host) : null
  if (away) say('strong', `Visitors are sent to ${away}.`)
  const named = list((dns?.delegation ?? []).slice(0, 2))
  const servers = judgeNameServers(dns?.delegation ?? [])
  if (servers === 'expiry') say('proof', `Its name servers are ${named}, where registrars put expired names.`)
  if (servers === 'parking') say('strong', `Its name servers are ${named}, which belong to a parking company.`)
  return [...signs, ...pageSigns(evidence, 'domain.expired')]
}

function changes(evidence: Evidence): Sign[] {
  const signs: Sign[] = []
  if (nameServersChanged(evidence.dns, evidence.baseline))
    signs.push({ strength: 'strong', because: 'The name servers are others than before.' })
  if (compareAddresses(evidence) === 'moved') signs.push({ strength: 'medium', because: 'The address is another than before.' })
  return signs
}

// The record of who renews the name may be old: then the client is sent to the wrong place (DIA-2).
function otherRegistrar({ site, registration }: Evidence): Sign | null {
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '')
  const [ours, theirs] = [site.registrar, registration?.registrar]
  if (!ours || !theirs || plain(theirs).includes(plain(ours)) || plain(ours).includes(plain(theirs))) return null
  const facts = { 'registrar-on-record': ours }
  return { strength: 'weak', because: `Our record names ${ours} as the registrar, the registry names ${theirs}.`, facts }
}

// A parked page on a name that is paid for was moved or sold, not forgotten.
function contradiction(evidence: Evidence): Sign | null {
  const until = paidUntil(evidence)
  if (until === null) return null
  return { strength: 'contradicts', because: `But the registration of ${evidence.registration!.domain} runs until ${day(until)}.` }
}
