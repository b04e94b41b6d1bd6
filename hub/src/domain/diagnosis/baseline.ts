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
    })
    .nullish(),
  registration: z.strictObject({ registrar: text.nullish(), expires: date.nullish(), status: texts.nullish() }).nullish(),
  tls: z.strictObject({ issuer: text.nullish(), fingerprint: text.nullish(), names: texts.nullish() }).nullish(),
  page: z
    .strictObject({
      status: count.nullish(),
      'final-url': text.nullish(),
      title: text.nullish(),
      contains: texts.nullish(),
      bytes: z.tuple([count, count]).nullish(),
      scripts: texts.nullish(),
      server: text.nullish(),
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
    dns: dns ? { ns: null, a: null, aaaa: null, www: null, mx: null, ds: null, ttl: null, ...known(dns) } : null,
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
  ...known(page),
  finalUrl: finalUrl ?? null,
})

/** The shape of `examples/baseline.yaml`, without what is not known; reading it again gives the same baseline. */
export function writeBaseline(baseline: Baseline): WrittenBaseline {
  const { site, seen, dns, registration, tls, page, hosting } = baseline
  return known({
    site,
    seen: seen === null ? null : iso(seen),
    dns: dns && (known(dns) as WrittenBaseline['dns']),
    registration: registration && (known(registration) as WrittenBaseline['registration']),
    tls: tls && (known(tls) as WrittenBaseline['tls']),
    page: page && writePage(page),
    hosting,
  }) as WrittenBaseline
}

function writePage({ finalUrl, ...page }: NonNullable<Baseline['page']>): WrittenBaseline['page'] {
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
    tls: leaf ? { issuer: issuerName(leaf.issuer), fingerprint: leaf.fingerprint, names: leaf.names } : null,
    page: page && {
      status: page.status,
      finalUrl: page.finalUrl,
      title: page.title,
      contains,
      bytes: [Math.floor(page.bytes / 2), page.bytes * 2],
      scripts: null,
      server: page.hops.at(-1)?.headers['server'] ?? null,
    },
    hosting: site.hosting,
  }
}

function recordsOf({ site, dns }: Evidence): Baseline['dns'] {
  if (!dns) return null
  const addresses = addressesNow(dns)
  const own = dns.servers.find(({ verdict }) => verdict === 'ok')
  const alias = own?.cname ?? dns.resolver.cname
  return {
    ns: dns.delegation.toSorted(),
    a: addresses.filter((address) => !address.includes(':')),
    aaaa: addresses.filter((address) => address.includes(':')),
    www: alias !== null && site.host === `www.${dns.zone}` ? { cname: alias } : null,
    mx: own ? own.mx.toSorted() : null,
    ds: null,
    ttl: own?.ttl ?? null,
  }
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
