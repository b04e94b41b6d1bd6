import { seconds } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { siteCardOf } from '../../domain/plan/site-card.ts'
import type { SiteCard } from '../../domain/plan/site-card.ts'
import type { NetworkPlan } from '../../domain/plan/plan.ts'
import { readWebAddress } from '../../domain/plan/web-address.ts'
import type { Network } from '../../network/network.ts'
import { readUrl } from '../../network/url.ts'
import { Problem } from '../../problem.ts'
import { collectEvidence } from './collect.ts'

const WITHIN = seconds(8) // the answer is to be there in 10 s

/** Looks once at an address that nobody watches yet, by the collectors of a diagnosis. An address that we may not look at is a Problem; one that does not answer is a card with little on it. */
export async function lookAtSite(
  text: string,
  around: {
    readonly plan: NetworkPlan
    readonly network: Network
    readonly now: () => Instant
    readonly onCard?: (card: SiteCard, waiting: readonly string[]) => void // told whenever more is known
  },
): Promise<SiteCard> {
  const written = readWebAddress(text)
  const read = 'wrong' in written ? null : readUrl(written.means)
  if (!read?.ok)
    throw new Problem('bad-input', 'url_invalid', `"${text.slice(0, 200)}" cannot be asked.`, 'Write the address that visitors use.')
  const { onCard, ...rest } = around
  const evidence = await collectEvidence({
    site: { registrar: null, hosting: null },
    url: read.url.href,
    baseline: null,
    deadline: WITHIN,
    without: ['variants', 'provider', 'listed', 'panel', 'core'],
    ...rest,
    ...(onCard && { onPart: (soFar, waiting) => onCard(siteCardOf(read.url, soFar), waiting) }),
  })
  const transports = evidence.page?.transports ?? []
  if (transports.length > 0 && transports.every(({ outcome }) => outcome === 'not-allowed'))
    throw new Problem(
      'bad-input',
      'address_not_public',
      `${read.url.hostname} has an address that is not public.`,
      'Name a public site, or set network.allow-private-targets in a configuration.',
    )
  return siteCardOf(read.url, evidence)
}
