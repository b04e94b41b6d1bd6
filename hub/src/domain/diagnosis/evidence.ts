import type { Instant } from '../instant.ts'

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
  readonly baseline: Baseline | null // the last known good
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
  readonly clockSkewMs: number | null // our clock against the Date header of the canaries; null: not checked
}

/** Asked from the root down, and every name server of the zone by itself (`causes.md` 1.3). */
export type DnsEvidence = {
  readonly zone: string // the registrable domain
  readonly delegation: readonly string[] // name servers the parent names; empty: no delegation
  readonly delegationCode: 'found' | 'nxdomain' | 'nodata' | 'no_answer'
  readonly servers: readonly NameServerEvidence[]
  readonly resolver: {
    readonly code: string
    readonly a: readonly string[]
    readonly aaaa: readonly string[]
    readonly cname: string | null
  } // what the configured resolver says of the site's host
}

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
  readonly source: 'rdap'
  readonly found: boolean // false: RDAP says 404, not registered
  readonly registrar: string | null
  readonly status: readonly string[] // RDAP spelling: `active`, `client hold`, `auto renew period`, …
  readonly registryExpires: Instant | null
  readonly registrarExpires: Instant | null // the one that counts: a registry renews by itself (causes.md 1.4)
  readonly nameServers: readonly string[]
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
  } | null
  readonly registration: {
    readonly registrar: string | null
    readonly expires: string | null
    readonly status: readonly string[] | null
  } | null
  readonly tls: { readonly issuer: string | null; readonly fingerprint: string | null; readonly names: readonly string[] | null } | null
  readonly page: {
    readonly status: number | null
    readonly finalUrl: string | null
    readonly title: string | null
    readonly contains: readonly string[] | null
    readonly bytes: readonly [number, number] | null
    readonly scripts: readonly string[] | null
    readonly server: string | null
  } | null
  readonly hosting: string | null
}

/** A cause weighs evidence and says why; `weigh` is null when nothing speaks for it. Its words stand in `taxonomy.ts`. */
export type Cause = {
  readonly id: string
  readonly layer: Layer // of causes.md 3.2: the earliest broken layer wins
  weigh(evidence: Evidence): Weight | null
}

export type Weight = { readonly confidence: number; readonly because: readonly string[]; readonly facts?: Readonly<Record<string, string>> }

export type Layer = 'registration' | 'delegation' | 'records' | 'edge' | 'transport' | 'tls' | 'account' | 'resources' | 'app' | 'content'
