import type { HostSample } from '../host/sample.ts'
import type { Instant, Span } from '../instant.ts'
import type { Statistics } from '../plan/statistics.ts'

/**
 * What collectors brought home, by source. Every part may be missing: a collector that ran out of time leaves `null` and its name in `missing`.
 * Values are what was seen, normalised; raw excerpts are bounded (4 kB a piece) and are text, never markup.
 */
export type Evidence = {
  readonly at: Instant
  readonly site: { readonly host: string; readonly url: string; readonly registrar: string | null; readonly hosting: string | null }
  readonly page: PageEvidence | null
  readonly tls: TlsEvidence | null
  readonly dns: DnsEvidence | null
  readonly registration: RegistrationEvidence | null
  readonly variants: VariantsEvidence | null
  readonly provider: ProviderEvidence | null
  readonly listed: ListedEvidence | null
  readonly panel: PanelEvidence | null
  readonly core: CoreEvidence | null
  readonly baseline: Baseline | null // the last known good
  readonly pattern: PatternEvidence | null // what the checks of the last half hour saw; null in a single look
  readonly neighbours: NeighboursEvidence | null // other sites of ours; null in a single look
  readonly host: HostEvidence | null // what the agent on its server says; null where there is none
  readonly tookMs: Readonly<Record<string, number>> // of each collector that was asked
  readonly missing: readonly { readonly collector: string; readonly why: string }[]
}

/** What happened at the transport, for each address family that the name has. */
export type Transport = {
  readonly address: string
  readonly family: 4 | 6
  readonly outcome: 'connected' | 'refused' | 'reset' | 'timeout' | 'unreachable' | 'not-allowed'
}

/** One answer of the request matrix, hop by hop. */
export type Hop = {
  readonly url: string
  readonly status: number
  readonly location: string | null
  readonly headers: Readonly<Record<string, string>>
}

export type PageEvidence = {
  readonly transports: readonly Transport[] // of port 443 or the url's own
  readonly plain: Transport['outcome'] | null // of port 80, when the site is https
  readonly hops: readonly Hop[]
  readonly finalUrl: string | null
  readonly status: number | null
  readonly title: string | null
  readonly text: string // visible words of the first 512 kB, lower-cased, white space collapsed, ≤ 4 kB
  readonly excerpt: string // the body's first 4 kB as they came: text, never markup
  readonly words: number
  readonly bytes: number
  readonly complete: boolean // the body ended as announced
  readonly failure: string | null // code when there was no answer
  readonly scriptHosts: readonly string[] // of external scripts, in order, ≤ 50
  readonly links: number // outbound
  readonly language: string | null // of the html element
  readonly generator: string | null // `WordPress 6.8.1`
  readonly plugins: readonly string[] // `contact-form-7 5.9.8`, as asset addresses betray them, ≤ 100
}

/** The same page asked for in another way (causes.md 1.2), each on a fresh connection without cookies. */
export type VariantsEvidence = {
  readonly plain: PageVariant | null // h2: http://
  readonly other: PageVariant | null // h3: apex for www, www for the apex
  readonly fresh: PageVariant | null // h4: past every cache
  readonly crawler: readonly PageVariant[] // h5, twice
  readonly referred: readonly PageVariant[] // h6: come from a search engine, twice
  readonly mobile: PageVariant | null // h7
  readonly origin: PageVariant | null // h8: the baseline's address asked directly
  readonly admin: PageVariant | null // h9: /wp-admin/
  readonly rest: PageVariant | null // h9: /wp-json/
  readonly asset: PageVariant | null // h9: a static file
}
export type PageVariant = Pick<
  PageEvidence,
  | 'hops'
  | 'finalUrl'
  | 'status'
  | 'title'
  | 'text'
  | 'excerpt'
  | 'words'
  | 'bytes'
  | 'complete'
  | 'failure'
  | 'scriptHosts'
  | 'links'
  | 'language'
>

/** What the provider says of itself: its status feed, whatever its shape (causes.md 1.7). */
export type ProviderEvidence = {
  readonly provider: string // id in the plan
  readonly feed: string
  readonly shape: 'statuspage' | 'instatus' | 'better-stack' | 'rss'
  readonly state: 'operational' | 'degraded' | 'major' | 'maintenance' // of the parts that matter to this site; of the page where it names no parts
  readonly notices: readonly {
    readonly title: string
    readonly kind: 'incident' | 'maintenance'
    readonly since: Instant | null
    readonly until: Instant | null
    readonly parts: readonly string[]
  }[]
}

/** What a list of dangerous sites says of this one, such as those that browsers warn by. */
export type ListedEvidence = {
  readonly list: string // the host that was asked
  readonly threats: readonly string[] // `MALWARE`, `SOCIAL_ENGINEERING`, …; empty: it is not on the list
}

/** What the control panel of the host says of the site's account (causes.md 2.1). */
export type PanelEvidence = {
  readonly provider: string // id in the plan
  readonly account: string | null // null: it knows no account for the site
  readonly suspended: boolean
  readonly reason: string | null // in the words of whoever suspended it; null where nobody wrote any
  readonly since: Instant | null
  readonly used?: Statistics // as far as it says
}

/** Files of WordPress itself, as the site serves them, against the published sums of its version. */
export type CoreEvidence = {
  readonly version: string | null // null: it does not show that it is WordPress, or which
  readonly compared: number
  readonly changed: readonly string[] // paths
}

/** What the agent on the site's server said last, and whether it still speaks (MON-4). */
export type HostEvidence = {
  readonly name: string
  readonly silentFor: Span | null // null: it reports
  readonly sample: HostSample | null
  readonly siblings: { readonly sites: number; readonly failing: number } // others of ours on that server
  readonly log?: readonly { readonly at: Instant; readonly says: string; readonly lines: readonly string[] }[] // bursts of errors of the last minutes, and new kinds; evidence of before they were kept has none
}

/** Whether it comes and goes (causes.md 3.5): counted over the last half hour of checks. */
export type PatternEvidence = { readonly looks: number; readonly failures: number; readonly failingInARow: number; readonly turns: number } // turns: down → up → down

/** Sites of ours that share something with this one, and how they are now (causes.md 3.6). */
export type NeighboursEvidence = {
  readonly sameAddress: { readonly sites: number; readonly failing: number }
  readonly sameHosting: { readonly sites: number; readonly failing: number }
  readonly sameNameServers: { readonly sites: number; readonly failing: number }
}

export type TlsEvidence = {
  readonly authorized: boolean // trusted chain and right name and dates
  readonly code: string | null // Node's authorizationError or socket error code: CERT_HAS_EXPIRED, …
  readonly protocol: string | null
  readonly chain: readonly {
    readonly subject: string
    readonly issuer: string
    readonly names: readonly string[]
    readonly validFrom: Instant
    readonly validTo: Instant
    readonly fingerprint: string
    readonly selfSigned: boolean
  }[]
  readonly nameMatches: boolean | null
  readonly withoutName: { readonly code: string | null; readonly subject: string | null; readonly names: readonly string[] } | null // what it shows to those who name no host
  readonly revoked: boolean | null // by the authority's own list; null: not looked, or it could not be read
  readonly listIgnored: string | null // why that list, though it came, says nothing
  readonly clockSkewMs: number | null // our clock against the Date header of the canaries; null: not checked
}

/** Asked from the root down, and every name server of the zone by itself (`causes.md` 1.3). */
export type DnsEvidence = {
  readonly zone: string // the registrable domain
  readonly delegation: readonly string[] // name servers the parent names; empty: no delegation
  readonly delegationCode: 'found' | 'nxdomain' | 'nodata' | 'no_answer'
  readonly servers: readonly NameServerEvidence[]
  readonly childNs: readonly string[] // what the zone's own servers name
  readonly www: { readonly code: string; readonly cname: string | null; readonly a: readonly string[] } | null // the other of apex and www, by the resolver
  readonly views: readonly ResolverView[] // every configured resolver, with and without checking signatures
  readonly ds: readonly string[] // at the parent
  readonly signed: 'no' | 'well' | 'broken' | 'unknown' // by CD=0 against CD=1 and the keys asked directly (causes.md 1.3)
  readonly caa: readonly string[]
  readonly resolver: {
    readonly code: string
    readonly a: readonly string[]
    readonly aaaa: readonly string[]
    readonly cname: string | null
  } // what the configured resolver says of the site's host
}

export type ResolverView = {
  readonly resolver: string
  readonly checking: boolean
  readonly code: string
  readonly extended: number | null
  readonly a: readonly string[]
} // extended: RFC 8914

export type NameServerEvidence = {
  readonly name: string
  readonly address: string | null
  readonly verdict: 'ok' | 'no_ip' | 'no_response' | 'refused' | 'servfail' | 'nxdomain' | 'not_authoritative' | 'upward_referral'
  readonly serial: number | null
  readonly a: readonly string[]
  readonly aaaa: readonly string[]
  readonly cname: string | null
  readonly mx: readonly string[]
  readonly ttl: number | null
  readonly tookMs: number
}

export type RegistrationEvidence = {
  readonly domain: string
  readonly source: 'rdap' | 'whois'
  readonly found: boolean // false: RDAP says 404, not registered
  readonly registrar: string | null
  readonly status: readonly string[] // RDAP spelling: `active`, `client hold`, `auto renew period`, …
  readonly registryExpires: Instant | null
  readonly registrarExpires: Instant | null // the one that counts: a registry renews by itself (causes.md 1.4)
  readonly nameServers: readonly string[]
  readonly changedAt: Instant | null // last transfer or change
  readonly learntAt: Instant // earlier than the evidence when the source would not answer now and this is the last it said
  readonly retryAt: Instant | null // when the source wants to be asked again, where it said so
}

/** The last known good of a site, in the shape of `examples/baseline.yaml`. */
export type Baseline = {
  readonly site: string | null
  readonly seen: Instant | null
  readonly dns: {
    readonly ns: readonly string[] | null
    readonly a: readonly string[] | null
    readonly aaaa: readonly string[] | null
    readonly www: { readonly cname: string } | null
    readonly mx: readonly string[] | null
    readonly ds: readonly string[] | null
    readonly ttl: number | null
    readonly ttls: Readonly<Record<string, number>> | null // by name server
  } | null
  readonly registration: {
    readonly registrar: string | null
    readonly expires: string | null
    readonly status: readonly string[] | null
  } | null
  readonly tls: {
    readonly issuer: string | null
    readonly fingerprint: string | null
    readonly names: readonly string[] | null
    readonly expires?: string | null // a day; never written before it was kept
  } | null
  readonly page: {
    readonly status: number | null
    readonly finalUrl: string | null
    readonly title: string | null
    readonly contains: readonly string[] | null
    readonly bytes: readonly [number, number] | null
    readonly scripts: readonly string[] | null
    readonly server: string | null
    readonly headers: Readonly<Record<string, string>> | null // those that say who serves it
    readonly generator: string | null // `WordPress 6.8.1`
    readonly plugins: readonly string[] | null // `contact-form-7 5.9.8`
  } | null
  readonly hosting: string | null
}
