import { sayUse, USES } from '../plan/statistics.ts'
import type { Incident } from './incident.ts'

const NAMES = { disk: 'disk-used', transfer: 'transfer-used', visits: 'visits' } as const

/** What is known of a site's use of its plan and of the plan to offer, by the names of the dictionary and in a language. */
export function factsOfUse({ statistics = {}, offer }: Incident, language: string): Readonly<Record<string, string>> {
  const used = USES.flatMap((use) => (statistics[use] ? [[NAMES[use], sayUse(use, statistics[use].figure, language)]] : []))
  return { ...Object.fromEntries(used), ...(offer && { 'offer-plan': offer.plan, 'offer-price': offer.price }) }
}
