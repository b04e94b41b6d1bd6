import { compareAddresses, day, list, nameServersChanged } from '../compare.ts'
import type { Cause, Evidence, RegistrationEvidence } from '../evidence.ts'
import { judgeNameServers } from '../name-servers.ts'
import { signaturesOn, strongestOf } from '../signatures.ts'
import { weighSigns } from '../weigh-signs.ts'
import type { Sign } from '../weigh-signs.ts'
import type { Instant } from '../../instant.ts'

/** A registry renews a name by itself at expiry, so its own date is no sign of life; the registrar's is what counts (causes.md 1.4). */
export const domainExpired: Cause = {
  id: 'domain.expired',
  layer: 'registration',

  weigh(evidence) {
    const lapsed = lapse(evidence)
    const visible = interruptions(evidence)
    if (!lapsed) return weighSigns('domain', [...visible, contradiction(evidence)])
    const proven = lapsed.isListed && visible.length > 0
    return weighSigns('domain', [
      proven ? { ...lapsed, strength: 'proof' } : lapsed,
      ...visible,
      ...changes(evidence),
      otherRegistrar(evidence),
    ])
  },
}

/** A sign that the registration is over; `isListed` when registry or registrar say so now, so that any visible effect proves it. */
type Lapse = Sign & { readonly isListed: boolean }

function lapse(evidence: Evidence): Lapse | null {
  const { registration, baseline, site, at } = evidence
  const registrar = registration?.registrar ?? site.registrar ?? baseline?.registration?.registrar ?? null
  const more: Record<string, string> = registrar ? { registrar } : {}
  if (registration) return registration.found ? listedLapse(registration, registrar, at) : unregistered(evidence, more)
  const expires = Date.parse(baseline?.registration?.expires ?? '') as Instant
  if (!(expires <= at)) return null
  const because = `When last seen, the registration was to expire on ${day(expires)}.`
  return { strength: 'strong', because, facts: { 'expired-on': day(expires), ...more }, isListed: false }
}

function listedLapse(registration: RegistrationEvidence, registrar: string | null, at: Instant): Lapse | null {
  const { domain, registrarExpires, registryExpires } = registration
  const facts: Record<string, string> = registrar ? { registrar } : {}
  const expires = registrarExpires ?? registryExpires
  if (expires !== null && expires <= at) {
    return {
      strength: registrarExpires === null ? 'medium' : 'strong',
      because: `${registrar ?? (registrarExpires === null ? 'The registry' : 'The registrar')} lists ${domain} as expired on ${day(expires)}.`,
      facts: { 'expired-on': day(expires), ...facts },
      isListed: true,
    }
  }
  if (registrarExpires !== null) return null
  if (has(registration, 'redemption period', 'pending delete')) {
    return { strength: 'strong', because: `The registry is about to delete ${domain}: it was not renewed.`, facts, isListed: false }
  }
  if (!has(registration, 'auto renew period')) return null
  const because = `The registry has just renewed ${domain} by itself, which it does at expiry whether or not the registrar was paid.`
  return { strength: 'medium', because, facts, isListed: true }
}

function unregistered({ registration, baseline }: Evidence, facts: Record<string, string>): Lapse {
  const wasKnown = Boolean(baseline?.registration ?? baseline?.dns?.ns?.length)
  const because = `The registry knows no registration of ${registration!.domain}: it was deleted, or never existed.`
  return { strength: wasKnown ? 'strong' : 'medium', because, facts, isListed: wasKnown }
}

/** How a lapsed name stops working: it leaves the zone above, its name servers are replaced, or visitors see a landing page. */
function interruptions(evidence: Evidence): Sign[] {
  const { dns, registration, page, baseline } = evidence
  const signs: Sign[] = []
  const say = (strength: Sign['strength'], because: string) => void signs.push({ strength, because })
  if (dns?.delegationCode === 'nxdomain') say('strong', `The zone above no longer delegates ${dns.zone}.`)
  else if (dns && dns.delegationCode !== 'found' && dns.resolver.code === 'nxdomain') say('medium', 'The name no longer resolves.')
  if (registration && lapse(evidence) && has(registration, 'client hold', 'server hold')) say('strong', 'The name is on hold.')
  const named = list((dns?.delegation ?? []).slice(0, 2))
  const servers = judgeNameServers(dns?.delegation ?? [])
  if (servers === 'expiry') say('proof', `Its name servers are ${named}, where registrars put expired names.`)
  if (servers === 'parking') say('strong', `Its name servers are ${named}, which belong to a parking company.`)
  const found = signaturesOn(page, baseline)
  const expired = strongestOf(found, 'expired', page)
  const parked = strongestOf(found, 'parked', page)
  if (expired) say(expired, 'Visitors see a page that says the domain has expired.')
  if (parked) say(parked, 'Visitors see a parking page in place of the site.')
  return signs
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

// A parked page on a name that is paid for was moved or sold, not forgotten (causes.md 3.4 rules 1 and 2).
function contradiction({ registration, at }: Evidence): Sign | null {
  const expires = registration?.registrarExpires ?? registration?.registryExpires ?? null
  if (!registration || expires === null || expires <= at) return null
  return { strength: 'contradicts', because: `But the registration of ${registration.domain} runs until ${day(expires)}.` }
}

const has = (registration: RegistrationEvidence, ...names: string[]) =>
  registration.status.some((status) => names.includes(status.toLowerCase()))
