import { oneLine } from '../message/escape.ts'
import type { Change } from '../plan/change-kept.ts'
import type { PastNotice } from '../status/past-notice.ts'

/** What an import makes of a file: changes to the plan, what each thing becomes and loses on the way, and what has no place here. */
export type Imported = {
  readonly changes: readonly Change[]
  readonly maps: readonly { readonly from: string; readonly to: string; readonly loses: readonly string[] }[]
  readonly left: readonly { readonly from: string; readonly why: string }[]
  readonly written?: string // YAML that is to stand in the configuration, which alone says whom to call
  readonly history?: readonly PastNotice[] // of a status page, to be shown on one of ours
}

/** One thing that another program looks at, in our words. */
export type Found = {
  readonly from: string // as people called it there
  readonly check: string // `http` for a page, else another kind of check
  readonly url: string | null // of a page
  readonly host: string | null // of anything else
  readonly options?: Readonly<Record<string, unknown>> // of the check
  readonly everySeconds?: number | null
  readonly contains?: string | null
  readonly status?: number | null
  readonly tags?: readonly string[]
  readonly loses?: readonly string[] // what it does there and will not do here
}

type Site = { readonly set: Record<string, unknown>; readonly checks: Record<string, unknown> }

const MOST_TAGS = 20
const A_MINUTE = 60
const DAY_SECONDS = 86_400

/** Makes sites of what was found: one for each address of a page; what looks at the same host joins it. */
export function gather(found: readonly Found[], left: Imported['left'] = []): Imported {
  const sites = new Map<string, Site>()
  const byUrl = new Map<string, string>()
  const byHost = new Map<string, string>()
  const maps: Imported['maps'][number][] = []
  const out = [...left]
  const pages = found.filter(({ check }) => check === 'http')
  for (const one of [...pages, ...found.filter(({ check }) => check !== 'http')]) {
    const { url, hadLogin } = addressOf(one)
    if (!url) {
      out.push({ from: one.from, why: `"${withoutLogin(one.url ?? one.host ?? '').slice(0, 80)}" is no address of a site` })
      continue
    }
    const isPage = one.check === 'http'
    const known = isPage ? byUrl.get(url.href) : byHost.get(url.hostname)
    const id = known ?? freeName(url, isPage, sites)
    const site = sites.get(id) ?? { set: { url: url.href }, checks: isPage ? {} : { http: false, tls: false, dns: false } }
    const why = isPage ? (known ? 'the same address is looked at already' : null) : putCheck(site, one)
    if (why !== null) {
      out.push({ from: one.from, why })
      continue
    }
    if (isPage) putPage(site, one)
    putTags(site, one.tags ?? [])
    sites.set(id, site)
    byUrl.set(url.href, id)
    if (!byHost.has(url.hostname)) byHost.set(url.hostname, id)
    maps.push({
      from: one.from,
      to: isPage ? id : `${id}, ${one.check}`,
      loses: [...(one.loses ?? []), ...(hadLogin ? ['the login in its address'] : [])],
    })
  }
  const changes = [...sites].map(([id, { set, checks }]): Change => ({
    kind: 'sites',
    id,
    set: { ...set, ...(Object.keys(checks).length > 0 && { checks }) },
  }))
  const named = <One extends { readonly from: string }>(one: One) => ({ ...one, from: oneLine(one.from) })
  return { changes, maps: maps.map(named), left: out.map(named) }
}

// A password has no place in an address: neither in the plan nor in what is said of it.
function addressOf({ url: page, host }: Found): { url: URL | null; hadLogin: boolean } {
  const url = URL.parse(page ?? `https://${host?.includes(':') && !host.startsWith('[') ? `[${host}]` : host}/`)
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') return { url: null, hadLogin: false }
  const hadLogin = url.username !== '' || url.password !== ''
  url.username = url.password = ''
  return { url, hadLogin }
}

const withoutLogin = (address: string) => address.replace(/\/\/.*@/s, '//')

// A second page of a host is named for its path.
function freeName(url: URL, isPage: boolean, sites: ReadonlyMap<string, unknown>): string {
  const host = url.hostname.replace(/^\[|\]$/g, '').replaceAll(':', '-')
  if (!sites.has(host)) return host
  const path = isPage ? slug(`${url.pathname}${url.search}`) || 'page' : 'other'
  const name = `${host}-${path}`
  for (let n = 2; ; n++) {
    const free = n === 2 ? name : `${name}-${n}`
    if (!sites.has(free)) return free
  }
}

/** Words as an id: lower-case letters, digits and hyphens. */
export const slug = (words: string): string =>
  words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '')

function putPage({ set, checks }: Site, { everySeconds, contains, status, options = {} }: Found) {
  const interval = everySeconds === A_MINUTE ? null : every(everySeconds) // a page is looked at every minute by itself
  if (interval !== null) set['interval'] = interval
  const expect = { ...(status ? { status } : {}), ...(contains ? { contains } : {}) }
  if (Object.keys(expect).length > 0) set['expect'] = expect
  if (Object.keys(options).length > 0) checks['http'] = options
}

function putCheck({ checks }: Site, { check, options = {}, everySeconds }: Found): string | null {
  if (checks[check] !== undefined && checks[check] !== false) return `a site has one check of the kind ${check}, and this would be a second`
  const interval = every(everySeconds)
  const all = { ...options, ...(interval === null ? {} : { interval }) }
  checks[check] = Object.keys(all).length === 0 ? true : all
  return null
}

function putTags({ set }: Site, tags: readonly string[]) {
  const all = [
    ...new Set([...((set['tags'] as string[] | undefined) ?? []), ...tags.map((tag) => oneLine(tag).slice(0, 40)).filter(Boolean)]),
  ]
  if (all.length > 0) set['tags'] = all.slice(0, MOST_TAGS)
}

const every = (seconds: number | null | undefined): string | null =>
  !seconds ? null : `${Math.min(DAY_SECONDS, Math.max(1, Math.round(seconds)))}s`
