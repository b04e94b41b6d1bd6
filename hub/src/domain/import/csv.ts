import type { Change } from '../plan/change-kept.ts'
import { gather, slug } from './imported.ts'
import type { Found, Imported } from './imported.ts'
import { readTable } from './read-table.ts'

const ADDRESS = ['url', 'website', 'address', 'site url']
const KEYS = ['registrar', 'dns', 'hosting', 'cdn', 'host', 'plan', 'stack']
const KNOWN = [
  ...ADDRESS,
  ...KEYS,
  'interval',
  'contains',
  'keyword',
  'status',
  'tags',
  'client',
  'partner',
  'contact',
  'mail',
  'phone',
  'role',
]

/** A table with a row for each site: `url`, and what else is known of it; rows of one client put its contacts together. */
export function importCsv(text: string): Imported {
  const rows = readTable(text)
  const columns = Object.keys(rows[0] ?? {})
  if (!columns.some((name) => ADDRESS.includes(name)))
    return { changes: [], maps: [], left: [{ from: 'the first row', why: 'names no column "url"' }] }
  const unknown = columns
    .filter((name) => !KNOWN.includes(name))
    .map((name) => ({ from: `the column "${name}"`, why: 'nothing here is called that' }))
  const found = rows.map(foundIn)
  const { changes, maps, left } = gather(found.filter(({ url }) => url !== ''), unknown) // prettier-ignore
  const of = new Map(rows.map((row) => [URL.parse(withScheme(addressIn(row)))?.href, row]))
  const sites = changes.map((change) => ({ ...change, set: { ...change.set, ...wordsOf(of.get(String(change.set!['url'])) ?? {}) } }))
  const without = rows.flatMap((row, n) => (addressIn(row) === '' ? [{ from: `row ${n + 2}`, why: 'has no url' }] : []))
  return { changes: [...clientsIn(rows), ...sites], maps, left: [...left, ...without] }
}

type Row = Readonly<Record<string, string>>

const addressIn = (row: Row) => ADDRESS.map((name) => row[name] ?? '').find((text) => text !== '') ?? ''
const withScheme = (address: string) => (address === '' || /^[a-z]+:\/\//i.test(address) ? address : `https://${address}`)

function foundIn(row: Row, n: number): Found {
  const status = Number(row['status'])
  return {
    from: `row ${n + 2}`,
    check: 'http',
    url: withScheme(addressIn(row)),
    host: null,
    contains: row['contains'] || row['keyword'] || null,
    status: Number.isInteger(status) && status > 0 ? status : null,
    tags: (row['tags'] ?? '').split(/[,;|]/),
  }
}

function wordsOf(row: Row) {
  const interval = row['interval'] ?? ''
  const words = Object.fromEntries(KEYS.flatMap((key) => (row[key] ? [[key, row[key]]] : [])))
  return {
    ...words,
    ...(interval && { interval: /^\d+$/.test(interval) ? `${interval}s` : interval }),
    ...(row['client'] && { client: slug(row['client']) }),
  }
}

function clientsIn(rows: readonly Row[]): Change[] {
  const named = Map.groupBy(
    rows.filter((row) => row['client']),
    (row) => slug(row['client']!),
  )
  return [...named].map(([id, own]): Change => {
    const contacts = own.flatMap(({ contact = '', mail = '', phone = '', role = '' }) =>
      mail || phone ? [{ name: contact || mail || phone, ...(role && { role }), ...(mail && { mail }), ...(phone && { phone }) }] : [],
    )
    const different = contacts.filter((one, n) => contacts.findIndex((other) => other.mail === one.mail && other.phone === one.phone) === n)
    const partner = own.find((row) => row['partner'])?.['partner']
    return {
      kind: 'clients',
      id,
      set: { name: own[0]!['client'], ...(partner && { partner: slug(partner) }), ...(different.length > 0 && { contacts: different }) },
    }
  })
}
