import { addressesNow, day, list } from '../domain/diagnosis/compare.ts'
import type { Evidence } from '../domain/diagnosis/evidence.ts'
import type { Instant } from '../domain/instant.ts'

/** What one source of evidence came to, in a few words. */
export type Source = { readonly name: string; readonly said: string; readonly tookMs: number | null }

/** How a person calls a source; the key itself where it has no name. */
export const sourceName = (key: string) => NAMES[key] ?? key

/** Evidence folded to one line for each source that was asked, in the order of `Evidence`: what it saw, or why it is missing. */
export function saySources(evidence: Evidence): Source[] {
  const whyNot = new Map(evidence.missing.map(({ collector, why }) => [collector, why]))
  return Object.keys(NAMES).flatMap((key) => {
    const said = whyNot.get(key) ?? SAY[key]!(evidence)
    return said === null ? [] : [{ name: sourceName(key), said, tookMs: evidence.tookMs[key] ?? null }]
  })
}

const NAMES: Readonly<Record<string, string>> = {
  page: 'page',
  tls: 'certificate',
  dns: 'DNS',
  registration: 'registration',
  variants: 'other visits',
  provider: 'provider',
  listed: 'list of dangers',
  panel: 'control panel',
  core: 'WordPress files',
}

const SAY: Readonly<Record<string, (evidence: Evidence) => string | null>> = {
  page({ page }) {
    if (!page) return null
    const how = page.failure ?? (page.complete ? null : 'breaks off')
    return [page.status === null ? 'no answer' : `answers ${page.status}`, page.title && `“${page.title}”`, how].filter(Boolean).join(', ')
  },
  tls({ tls }) {
    if (!tls) return null
    const leaf = tls.chain[0]
    const list = tls.listIgnored === null ? '' : ', its list of revocations is passed over'
    return `${tls.code ?? 'accepted'}${leaf ? `, valid until ${day(leaf.validTo)}` : ''}${list}`
  },
  dns({ dns }) {
    if (!dns) return null
    const to = addressesNow(dns)
    const well = dns.servers.filter(({ verdict }) => verdict === 'ok').length
    const servers = `${well} of ${dns.servers.length} name servers well`
    return `${to.length === 0 ? `no address (${dns.resolver.code})` : list(to.slice(0, 2))}, ${servers}`
  },
  registration({ registration }) {
    if (!registration) return null
    if (!registration.found) return 'not registered'
    const until = registration.registrarExpires ?? registration.registryExpires
    return `${registration.registrar ?? 'registrar not named'}${until === null ? '' : `, until ${dayOf(until)}`}`
  },
  variants: ({ variants }) => variants && `${Object.values(variants).flatMap((one) => one ?? []).length} visits of other kinds`,
  provider: ({ provider }) => provider && `${provider.provider} says: ${provider.state}`,
  listed: ({ listed }) => listed && (listed.threats.length === 0 ? 'not on it' : list(listed.threats)),
  panel({ panel }) {
    if (!panel) return null
    if (panel.account === null) return 'knows no account for the site'
    if (!panel.suspended) return `account ${panel.account}, not suspended`
    return `account ${panel.account} suspended, ${panel.reason === null ? 'no reason given' : `“${panel.reason}”`}`
  },
  core({ core }) {
    if (!core) return null
    if (core.version === null) return 'no WordPress that shows its version'
    return `${core.version}, ${core.changed.length} of ${core.compared} changed`
  },
}

// Registries write any year; the calendar ends.
const dayOf = (at: Instant) => (Math.abs(at) < 8.64e15 ? day(at) : 'a day past the calendar')
