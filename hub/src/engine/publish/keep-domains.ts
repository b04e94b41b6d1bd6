import { createHmac } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../clock.ts'
import { earliest, seconds } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import {
  certifyDomain,
  claimDomain,
  claimedDomains,
  failDomain,
  heldUntil,
  proveDomain,
  releaseDomain,
  servedDomains,
} from '../../domain/status/own-domain.ts'
import type { OwnDomain } from '../../domain/status/own-domain.ts'
import type { Network } from '../../network/network.ts'
import { ownDomains, saveOwnDomain } from '../../store/own-domains.ts'
import type { Store } from '../../store/store.ts'
import { startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import { accountKey, orderCertificate } from './order-certificate.ts'

const LOOKUP_MS = 10_000

/** The own domains of status pages, as the doors ask for them. */
export type Domains = {
  /** The page that is served under this name; null when none is. */
  page(domain: string): string | null
  /** What an authority wants to read at `/.well-known/acme-challenge/<token>`; null when nothing is asked. */
  challenge(domain: string, token: string): string | null
  /** Certificate and key of a name that is served; null before the first came. */
  certificate(domain: string): { readonly cert: string; readonly key: string } | null
  /** How each stands, with the record that proves it. */
  list(): Promise<readonly (OwnDomain & { readonly record: { readonly name: string; readonly value: string } })[]>
}

type Keeping = {
  readonly store: Store
  readonly clock: Clock
  readonly plan: () => Plan
  readonly network: Network
  readonly key: string
  readonly dir: string // where certificates and their keys lie, readable by us alone
  readonly onBug: (error: unknown) => void
}

type Kept = {
  pages: ReadonlyMap<string, string>
  readonly certificates: Map<string, { cert: string; key: string }>
  readonly challenges: Map<string, string>
}

/** Proves who owns the domains that pages claim, gets their certificates, and renews each at two thirds of its life. */
export function startKeepingDomains(keeping: Keeping): { readonly domains: Domains; readonly loop: Loop } {
  const { store, clock, onBug } = keeping
  const kept: Kept = { pages: new Map(), certificates: new Map(), challenges: new Map() }
  const loop = startLoop({ clock, most: seconds(60), onBug, pass: () => keep(keeping, kept) })
  const domains: Domains = {
    page: (domain) => kept.pages.get(domain) ?? null,
    challenge: (domain, token) => kept.challenges.get(`${domain} ${token}`) ?? null,
    certificate: (domain) => (kept.pages.has(domain) ? (kept.certificates.get(domain) ?? null) : null),
    list: async () => (await ownDomains(store.db)).map((own) => ({ ...own, record: recordOf(keeping.key, own) })),
  }
  return { domains, loop }
}

/** The TXT record with which the owner of a domain says that this page may be served under it. */
export function recordOf(key: string, { partner, domain }: Pick<OwnDomain, 'partner' | 'domain'>): { name: string; value: string } {
  const digest = createHmac('sha256', key).update(`domain ${partner} ${domain}`).digest('base64url').slice(0, 32)
  return { name: `_allclear.${domain}`, value: `allclear=${digest}` }
}

async function keep(keeping: Keeping, kept: Kept): Promise<Instant | null> {
  const { store, clock } = keeping
  await claim(keeping)
  for (const own of await ownDomains(store.db)) {
    if (own.provenAt !== null) await readCertificate(keeping, kept, own.domain)
    if (own.dueAt === null || own.dueAt > clock.now()) continue
    kept.pages = servedDomains(await ownDomains(store.db))
    await saveOwnDomain(store.db, await attend(keeping, kept, own))
  }
  const all = await ownDomains(store.db)
  kept.pages = servedDomains(all)
  return earliest(...all.map(({ dueAt }) => dueAt))
}

// What the plan claims is there; what it does not claim any more is let go.
async function claim({ store, clock, plan }: Keeping) {
  const known = await ownDomains(store.db)
  const claims = claimedDomains(plan())
  for (const one of claims) {
    const found = known.find(({ partner, domain }) => partner === one.partner && domain === one.domain)
    if (!found || found.releasedAt !== null) await saveOwnDomain(store.db, claimDomain(one, clock.now()))
    else if (found.page !== one.page) await saveOwnDomain(store.db, { ...found, page: one.page })
  }
  for (const own of known)
    if (own.releasedAt === null && !claims.some(({ partner, domain }) => partner === own.partner && domain === own.domain))
      await saveOwnDomain(store.db, releaseDomain(own, clock.now()))
}

async function attend(keeping: Keeping, kept: Kept, own: OwnDomain): Promise<OwnDomain> {
  const { store, clock, network, key } = keeping
  const held = heldUntil(await ownDomains(store.db), own, clock.now())
  if (held !== null) return failDomain(own, held, clock.now())
  const { name, value } = recordOf(key, own)
  const found = await network.lookup(name, 'TXT', { signal: AbortSignal.timeout(LOOKUP_MS) })
  if (!found.records.includes(value)) return failDomain(own, `there is no TXT record ${name} with ${value} (${found.code})`, clock.now())
  const proven = proveDomain(own, clock.now())
  await saveOwnDomain(store.db, proven)
  return certify(keeping, kept, proven)
}

async function certify(keeping: Keeping, kept: Kept, own: OwnDomain): Promise<OwnDomain> {
  const { clock, network, plan, dir } = keeping
  const { domain } = own
  kept.pages = new Map([...kept.pages, [domain, own.page]])
  try {
    const { certificate, key, from, until } = await orderCertificate({
      ...{ network, domain },
      directory: plan().hub.domains!.acme,
      mail: plan().operator.mail,
      accountKey: await accountOf(dir),
      show: (token, answer) =>
        answer === null ? kept.challenges.delete(`${domain} ${token}`) : kept.challenges.set(`${domain} ${token}`, answer),
    })
    await put(join(dir, `${domain}.json`), JSON.stringify({ cert: certificate, key }))
    kept.certificates.set(domain, { cert: certificate, key })
    return certifyDomain(own, { from: from as Instant, until: until as Instant })
  } catch (error) {
    return failDomain(own, error instanceof Error ? error.message.slice(0, 500) : String(error), clock.now())
  }
}

async function accountOf(dir: string): Promise<string> {
  const path = join(dir, 'account.pem')
  const there = await readFile(path, 'utf8').catch(() => null)
  if (there !== null) return there
  const made = await accountKey()
  await put(path, made)
  return made
}

async function readCertificate({ dir }: Keeping, { certificates }: Kept, domain: string) {
  if (certificates.has(domain)) return
  const text = await readFile(join(dir, `${domain}.json`), 'utf8').catch(() => null)
  if (text !== null) certificates.set(domain, JSON.parse(text) as { cert: string; key: string })
}

async function put(path: string, text: string) {
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 })
  await writeFile(`${path}.part`, text, { mode: 0o600 })
  await rename(`${path}.part`, path)
}
