import { createPublicKey } from 'node:crypto'
import { isIP } from 'node:net'
import { OPERATOR } from '../../domain/audience/pages.ts'
import type { BrandState, TextAnswer } from '../../domain/brand/brand-state.ts'
import { judgeDkim } from '../../domain/brand/judge-dkim.ts'
import { dmarcNames, judgeDmarc } from '../../domain/brand/judge-dmarc.ts'
import { judgeSpf } from '../../domain/brand/judge-spf.ts'
import type { SpfEnd } from '../../domain/brand/judge-spf.ts'
import type { Plan, Secrets } from '../../domain/plan/plan.ts'
import type { Network } from '../../network/network.ts'
import { checkSpf } from '../../network/spf.ts'

const DEADLINE_MS = 10_000

type Asking = { readonly network: Pick<Network, 'lookup'>; readonly signal: AbortSignal }
type Brand = {
  readonly partner: string
  readonly name: string
  readonly from: string
  readonly selector: string | null
  readonly publicKey: string | null
}

/** How SPF, DKIM and DMARC stand for every name that mail is sent in, asked of DNS now, within ten seconds (COM-1). */
export async function judgeBrands(plan: Plan, secrets: Secrets, network: Pick<Network, 'lookup'>): Promise<BrandState[]> {
  const asking = { network, signal: AbortSignal.timeout(DEADLINE_MS) }
  const server = plan.channels.mail?.host ?? null
  const addresses = server === null ? [] : await addressesOf(asking, server)
  return Promise.all(brandsOf(plan, secrets).map((brand) => judge(asking, brand, server, addresses)))
}

function brandsOf({ operator, partners }: Plan, secrets: Secrets): Brand[] {
  const own = { partner: OPERATOR, name: operator.name, from: operator.mail, selector: null, publicKey: null }
  const theirs = Object.values(partners).map(({ id, brand }) => ({
    partner: id,
    name: brand.from.name,
    from: brand.from.address,
    selector: brand.dkim?.selector ?? null,
    publicKey: publicHalf(secrets.get(`partners.${id}.brand.dkim.key`)),
  }))
  return [own, ...theirs]
}

function publicHalf(key: string | undefined): string | null {
  if (!key) return null
  try {
    const half = createPublicKey(key.replaceAll('\\n', '\n'))
    return half.asymmetricKeyType === 'rsa' ? half.export({ type: 'spki', format: 'der' }).toString('base64') : null
  } catch {
    return null
  }
}

async function judge(asking: Asking, brand: Brand, server: string | null, addresses: readonly string[]): Promise<BrandState> {
  const { partner, name, from, selector, publicKey } = brand
  const domain = from.slice(from.lastIndexOf('@') + 1)
  const ends = new Map<string, SpfEnd>()
  for (const address of addresses) ends.set(address, await checkSpf(asking.network, domain, address, asking.signal))
  const spf = judgeSpf(domain, server, ends)
  const key = selector === null ? null : await textOf(asking, `${selector}._domainkey.${domain}`)
  const dkim = judgeDkim(domain, selector, publicKey, key)
  const policies = await Promise.all(dmarcNames(domain).map((one) => textOf(asking, one)))
  const dmarc = judgeDmarc(domain, from, policies, spf.state === 'good' || dkim.state === 'good')
  return { partner, name, from, domain, spf, dkim, dmarc }
}

async function addressesOf({ network, signal }: Asking, host: string): Promise<string[]> {
  if (isIP(host) !== 0) return [host]
  const found = await Promise.all((['A', 'AAAA'] as const).map((type) => network.lookup(host, type, { signal })))
  return found.flatMap(({ records }) => records)
}

async function textOf({ network, signal }: Asking, name: string): Promise<TextAnswer> {
  const { code, records } = await network.lookup(name, 'TXT', { signal })
  if (code === 'ok') return records
  return code === 'nodata' || code === 'nxdomain' ? [] : null
}
