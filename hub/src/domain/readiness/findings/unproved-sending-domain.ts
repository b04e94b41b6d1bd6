import type { BrandState } from '../../brand/brand-state.ts'
import type { FindingKind, Look } from '../finding-kind.ts'
import { OPERATOR } from '../../audience/pages.ts'
import type { Plan } from '../../plan/plan.ts'

export const unprovedSendingDomain: FindingKind = {
  id: 'unproved-sending-domain',
  title: 'Mail in a name that is not proved',
  weight: 3,
  owner: 'partner',
  why: 'The one letter that must arrive lies among the spam, since the domain does not say that we may write for it.',

  look: ({ plan, brands }) => [OPERATOR, ...Object.keys(plan.partners)].map((id) => lookAtBrand(plan, id, brands.find(({ partner }) => partner === id))), // prettier-ignore
}

function lookAtBrand({ sites }: Plan, partner: string, brand: BrandState | undefined): Look {
  const theirs = Object.values(sites).filter((site) => site.partner === partner)
  return {
    subject: partner,
    partner,
    sites: partner === OPERATOR ? [] : theirs.map(({ id }) => id),
    wrong: brand ? wrongOf(brand) : 'unknown',
  }
}

// Without SPF and DKIM nobody believes it; a policy that asks for more than there is refuses it.
function wrongOf({ from, spf, dkim, dmarc }: BrandState): Look['wrong'] {
  const isProved = spf.state === 'good' || dkim.state === 'good'
  if (isProved && dmarc.state !== 'wrong') return null
  const records = { spf, dkim, dmarc }
  if (!isProved && (spf.state === 'unknown' || dkim.state === 'unknown')) return 'unknown'
  const [name, bad] = Object.entries(records).find(([, { state }]) => state === 'wrong' || state === 'missing')!
  const field = bad.paste?.name ?? name.toUpperCase()
  return { said: `Mail from ${from} is not proved. ${bad.says}`, place: { how: 'form', screen: '/brands', field } }
}
