import type { Plan, Provider, Site } from './plan.ts'
import { bytesOf, sayStatistics, USES } from './statistics.ts'
import type { Statistics, Use } from './statistics.ts'

/** A plan that can be offered, in the words of the configuration. */
export type Offer = { readonly plan: string; readonly price: string }

/** What to offer for the figures of a site. `lacks` names figures that some plan limits and nobody has said yet. */
export type Recommendation = { readonly offer: Offer | null; readonly lacks: readonly Use[]; readonly says: string }

const HEADROOM = 1.25 // REA-5: a quarter to spare

type Sized = Offer & { readonly provider: string; readonly hosting: string; readonly limits: Readonly<Record<Use, number>> }

/**
 * The smallest plan of a provider with `managed: true` that carries the figures with 25 % to spare (REA-5). What a plan does not limit is
 * unlimited. Of two where neither is the smaller the cheaper wins, if their prices can be compared, else the one that stands first.
 * The plan that the site has, and what is no larger, is no answer to a site that needs more.
 */
export function recommendPlan(
  { providers }: Pick<Plan, 'providers'>,
  site: Pick<Site, 'hosting' | 'plan'>,
  used: Statistics,
): Recommendation {
  const all = Object.values(providers).flatMap((provider) => (provider.managed ? provider.plans.map((plan) => sizeOf(provider, plan)) : []))
  const lacks = USES.filter((use) => used[use] === undefined && all.some(({ limits }) => limits[use] < Infinity))
  if (lacks.length > 0) return { offer: null, lacks, says: `To recommend a plan, ${lacks.join(' and ')} must be known.` }
  const present = all.find(({ provider, plan }) => provider === site.hosting && plan === site.plan)
  const fitting = all.filter((plan) => fits(plan, used) && !(present && isWithin(plan, present)))
  const smallest = fitting.filter((plan) => !fitting.some((other) => isWithin(other, plan) && !isWithin(plan, other)))
  const best = cheapest(smallest) ?? smallest[0]
  if (!best) return { offer: null, lacks, says: `No plan of ours carries ${sayStatistics(used)} with 25 % to spare.` }
  const { plan, price, hosting } = best
  const says = `Recommended: ${plan} of ${hosting} at ${price}, the smallest plan that carries ${sayStatistics(used)} with 25 % to spare.`
  return { offer: { plan, price }, lacks, says }
}

function sizeOf({ id, name }: Provider, { name: plan, price, disk, transfer, visits }: Provider['plans'][number]): Sized {
  const bytes = (amount: string | null) => (amount === null ? Infinity : bytesOf(amount))
  return { plan, price, provider: id, hosting: name, limits: { disk: bytes(disk), transfer: bytes(transfer), visits: visits ?? Infinity } }
}

const fits = ({ limits }: Sized, used: Statistics) => USES.every((use) => (used[use] ?? 0) * HEADROOM <= limits[use])

const isWithin = (one: Sized, other: Sized) => USES.every((use) => one.limits[use] <= other.limits[use])

// Prices are words; those that differ in the number alone can be compared: `25 USD/month` and `60 USD/month`.
function cheapest(plans: readonly Sized[]): Sized | undefined {
  const priced = plans.map((plan) => ({ plan, number: /\d+(\.\d+)?/.exec(plan.price)?.[0], words: plan.price.replace(/\d+(\.\d+)?/, '#') }))
  if (priced.some(({ number, words }) => number === undefined || words !== priced[0]!.words)) return undefined
  return priced.toSorted((a, b) => Number(a.number) - Number(b.number))[0]?.plan
}
