import type { DnsChange } from './faults/fault.ts'
import type { Website } from './sites.ts'
import type { ZoneRecord } from './zone.ts'

type RecordChange = NonNullable<DnsChange['records']>

const TTL = 300

/** The apex has these addresses in place of its own; none at all without any. */
export const apexAt =
  (...addresses: readonly string[]): RecordChange =>
  (records, { site }) => [
    ...records.filter((record) => !isAddressOf(record, site.name)),
    ...addresses.map((data) => addressRecord(site.name, data)),
  ]

/** `www` leads elsewhere. */
export const wwwTo =
  (target: (site: Website) => string): RecordChange =>
  (records, { site }) => [...withoutWww(records, site), { type: 'CNAME', name: `www.${site.name}`, ttl: TTL, data: target(site) }]

export const wwwAt =
  (address: string): RecordChange =>
  (records, { site }) => [...withoutWww(records, site), addressRecord(`www.${site.name}`, address)]

export const noWww: RecordChange = (records, { site }) => withoutWww(records, site)

/** More records beside the usual ones. */
export const alsoHas =
  (more: (site: Website) => readonly ZoneRecord[]): RecordChange =>
  (records, { site }) => [...records, ...more(site)]

/** Nothing is left of the zone but its frame. */
export const emptied: RecordChange = (records) => records.filter(({ type }) => type === 'SOA' || type === 'NS')

/** One change after another. */
export const changes =
  (...all: readonly RecordChange[]): RecordChange =>
  (records, about) =>
    all.reduce((so, change) => change(so, about), records)

/** A change that only one of the two name servers has heard of; the other still has the older serial. */
export const onlyAt =
  (server: number, change: RecordChange): RecordChange =>
  (records, about) =>
    about.server === server ? change(records, about).map(olderSerial) : records

export const addressRecord = (name: string, data: string): ZoneRecord => ({ type: data.includes(':') ? 'AAAA' : 'A', name, ttl: TTL, data })

const isAddressOf = ({ type, name }: ZoneRecord, owner: string): boolean => (type === 'A' || type === 'AAAA') && name === owner

const withoutWww = (records: readonly ZoneRecord[], site: Website): readonly ZoneRecord[] =>
  records.filter(({ name }) => name !== `www.${site.name}`)

const olderSerial = (record: ZoneRecord): ZoneRecord =>
  record.type === 'SOA' ? { ...record, data: { ...record.data, serial: (record.data.serial ?? 0) - 7 } } : record
