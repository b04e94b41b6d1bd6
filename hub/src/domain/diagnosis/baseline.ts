import { z } from 'zod'
import { judge, readDocument } from '../document.ts'
import type { Complaint } from '../document.ts'
import type { Instant } from '../instant.ts'
import { iso } from '../instant.ts'
import { issuerName } from './certificate-names.ts'
import { addressesNow, day } from './compare.ts'
import type { Baseline, Evidence } from './evidence.ts'

const text = z.string().max(2000)
const texts = z.array(text).max(500)
const count = z.number().nonnegative()
const instant = z
  .string()
  .refine((value) => ISO.test(value) && !Number.isNaN(Date.parse(value)), 'is not an instant; write 2026-03-01T09:00:00Z')
const date = z.string().refine((value) => readDay(value) !== null, 'is not a date; write 2027-05-01')

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

/** The shape of a last known good as people write it: every key optional, `null` as good as absent. */
const Written = z.strictObject({
  site: text.nullish(),
  seen: instant.nullish(),
  dns: z
    .strictObject({
      ns: texts.nullish(),
      a: texts.nullish(),
      aaaa: texts.nullish(),
      www: z.strictObject({ cname: text }).nullish(),
      mx: texts.nullish(),
      ds: texts.nullish(),
      ttl: count.nullish(),
      ttls: z.record(text, count).nullish(),
    })
    .nullish(),
  registration: z.strictObject({ registrar: text.nullish(), expires: date.nullish(), status: texts.nullish() }).nullish(),
  tls: z.strictObject({ issuer: text.nullish(), fingerprint: text.nullish(), names: texts.nullish(), expires: date.nullish() }).nullish(),
  page: z
    .strictObject({
      status: count.nullish(),
      'final-url': text.nullish(),
      title: text.nullish(),
      contains: texts.nullish(),
      bytes: z.tuple([count, count]).nullish(),
      scripts: texts.nullish(),
      server: text.nullish(),
      headers: z.record(text, text).nullish(),
      generator: text.nullish(),
      plugins: texts.nullish(),
    })
    .nullish(),
  hosting: text.nullish(),
})
export type WrittenBaseline = z.infer<typeof Written>

/** Reads a baseline from YAML or JSON; null with every complaint at its place when it is none. */
export function readBaseline(
  source: string,
  file: string,
): { readonly baseline: Baseline | null; readonly complaints: readonly Complaint[] } {
  const document = readDocument(source, file)
  const { value, complaints } = judge(Written, document.value === null ? { ...document, value: {} } : document)
  return { baseline: value && fromWritten(value), complaints }
}

function fromWritten({ site, seen, dns, registration, tls, page, hosting }: WrittenBaseline): Baseline {
  return {
    site: site ?? null,
    seen: seen ? (Date.parse(seen) as Instant) : null,
    dns: dns ? { ns: null, a: null, aaaa: null, www: null, mx: null, ds: null, ttl: null, ttls: null, ...known(dns) } : null,
    registration: registration ? { registrar: null, expires: null, status: null, ...known(registration) } : null,
    tls: tls ? { issuer: null, fingerprint: null, names: null, ...known(tls) } : null,
    page: page ? pageFrom(page) : null,
    hosting: hosting ?? null,
  }
}

const pageFrom = ({ 'final-url': finalUrl, ...page }: NonNullable<WrittenBaseline['page']>): NonNullable<Baseline['page']> => ({
  status: null,
  title: null,
  contains: null,
  bytes: null,
  scripts: null,
  server: null,
  headers: null,
  generator: null,
  plugins: null,
  ...known(page),
  finalUrl: finalUrl ?? null,
})

/** The shape of `examples/baseline.yaml`, without what is not known. Headers and times to live by server are read, and stay in our own memory. */
export function writeBaseline(baseline: Baseline): WrittenBaseline {
  const { site, seen, dns, registration, tls, page, hosting } = baseline
  return known({
    site,
    seen: seen === null ? null : iso(seen),
    dns: dns && writeRecords(dns),
    registration: registration && (known(registration) as WrittenBaseline['registration']),
    tls: tls && (known(tls) as WrittenBaseline['tls']),
    page: page && writePage(page),
    hosting,
  }) as WrittenBaseline
}

function writeRecords({ ttls: _ttls, ...records }: NonNullable<Baseline['dns']>): WrittenBaseline['dns'] {
  return known(records) as WrittenBaseline['dns']
}

function writePage({ finalUrl, headers: _headers, ...page }: NonNullable<Baseline['page']>): WrittenBaseline['page'] {
  const { status, ...rest } = page
  return known({ status, 'final-url': finalUrl, ...rest }) as WrittenBaseline['page']
}

/** What a well site looks like now, to compare with when it is not. `contains` are the words it is known by. */
export function baselineOf(evidence: Evidence, contains: readonly string[] = []): Baseline {
  const { at, site, dns, registration, tls, page } = evidence
  const leaf = tls?.chain[0]
  const expires = registration?.registrarExpires ?? registration?.registryExpires ?? null
  return {
    site: site.host,
    seen: at,
    dns: dns && recordsOf(evidence),
    registration: registration && {
      registrar: registration.registrar,
      expires: expires === null ? null : day(expires),
      status: registration.status,
    },
    tls: leaf ? { issuer: issuerName(leaf.issuer), fingerprint: leaf.fingerprint, names: leaf.names, expires: day(leaf.validTo) } : null,
    page: page && {
      status: page.status,
      finalUrl: page.finalUrl,
      title: page.title,
      contains,
      bytes: [Math.floor(page.bytes / 2), page.bytes * 2],
      scripts: page.scriptHosts.toSorted(),
      server: page.hops.at(-1)?.headers['server'] ?? null,
      headers: headersThatTell(page.hops.at(-1)?.headers ?? {}),
      generator: page.generator,
      plugins: page.plugins.toSorted(),
    },
    hosting: site.hosting,
  }
}

function recordsOf(evidence: Evidence): Baseline['dns'] {
  const { dns } = evidence
  if (!dns) return null
  const addresses = addressesNow(dns)
  const own = dns.servers.find(({ verdict }) => verdict === 'ok')
  const alias = own?.cname ?? dns.resolver.cname
  return {
    ns: dns.delegation.toSorted(),
    a: addresses.filter((address) => !address.includes(':')),
    aaaa: addresses.filter((address) => address.includes(':')),
    www: wwwOf(evidence, alias),
    mx: own ? own.mx.toSorted() : null,
    ds: dns.signed === 'unknown' ? null : dns.ds.toSorted(),
    ttl: own?.ttl ?? null,
    ttls: Object.fromEntries(dns.servers.flatMap(({ name, ttl }) => (ttl === null ? [] : [[name, ttl]]))),
  }
}

function wwwOf({ site, dns }: Evidence, own: string | null): { cname: string } | null {
  const alias = site.host === `www.${dns?.zone}` ? own : site.host === dns?.zone ? (dns.www?.cname ?? null) : null
  return alias === null ? null : { cname: alias }
}

// Of a header whose value is another each time, that it is there says enough.
const SAYS = ['server', 'via', 'x-powered-by', 'x-generator', 'x-redirect-by', 'platform']
const SHOWS = [
  ...['cf-ray', 'x-amz-cf-id', 'x-akamai-transformed', 'x-fastly-request-id', 'x-sucuri-id', 'x-iinfo', 'x-vercel-id', 'x-nf-request-id'],
  ...['x-kinsta-cache', 'x-fw-server', 'x-pantheon-styx-hostname', 'x-shopid', 'x-litespeed-cache'],
]

function headersThatTell(headers: Readonly<Record<string, string>>): Record<string, string> {
  const says = SAYS.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]]))
  return Object.fromEntries([...says, ...SHOWS.flatMap((name) => (name in headers ? [[name, 'present']] : []))])
}

/** Midnight UTC of `2027-05-01`, also when a time follows; null when there is no such day. */
function readDay(value: string): number | null {
  const match = /^(\d{4}-\d\d-\d\d)(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.exec(value)
  const at = match ? Date.parse(`${match[1]}T00:00:00Z`) : Number.NaN
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== match![1] ? null : at
}

/** Without the keys that say nothing. */
function known<T extends object>(value: T): { [Key in keyof T]: NonNullable<T[Key]> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null && part !== undefined)) as {
    [Key in keyof T]: NonNullable<T[Key]>
  }
}
