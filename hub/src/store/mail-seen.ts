import { mayTakeMailDown } from '../domain/audience/dead-address.ts'
import type { MailSeen } from '../domain/audience/dead-address.ts'
import type { Incident } from '../domain/incident/incident.ts'
import { findBaseline } from './baselines.ts'
import { mailRoutesOf } from './mail-routes.ts'
import type { Db, Tx } from './store.ts'

/** What was seen before the outage of where the contacts' mail goes and where the site is; null when it cannot matter for this cause (COM-4). */
export async function mailSeen(db: Db | Tx, { partner, site }: Incident, cause: string | null): Promise<MailSeen | null> {
  if (!mayTakeMailDown(cause)) return null
  const routes = await mailRoutesOf(db, partner)
  const baseline = await findBaseline(db, partner, site)
  return { routes, siteAddresses: [...(baseline?.dns?.a ?? []), ...(baseline?.dns?.aaaa ?? [])] }
}
