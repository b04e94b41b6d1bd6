import { workingChannels } from '../../domain/audience/on-duty.ts'
import type { BrandState } from '../../domain/brand/brand-state.ts'
import { isSilent } from '../../domain/host/thresholds.ts'
import type { Fleet } from '../../domain/readiness/fleet.ts'
import { listAgents } from '../../store/agents.ts'
import { lastBackup } from '../../store/backups-made.ts'
import { baselinesOf } from '../../store/baselines.ts'
import { bouncedAddresses } from '../../store/bounced-addresses.ts'
import { channelProofs } from '../../store/channel-proofs.ts'
import { contactBooks } from '../../store/contact-books.ts'
import { jobsDone } from '../../store/heartbeats.ts'
import { mailRoutesOf } from '../../store/mail-routes.ts'
import { outsideLooks } from '../../store/outside-looks.ts'
import { standbysSeen } from '../../store/standbys.ts'
import type { OutsideLook } from '../../store/outside-looks.ts'
import { REPORT_INTERVAL } from '../agents/agents.ts'
import { playbooksNow } from '../playbooks.ts'
import type { Room } from '../room.ts'

/** What the fleet is looked at from. */
export type Lookout = Pick<Room, 'store' | 'clock' | 'plan' | 'library'> & { readonly secretsPresent: (path: string) => boolean }

/** All that is known of what an outage would rest on, from what is stored: nothing is asked of the world outside. */
export async function fleetOf(lookout: Lookout): Promise<Fleet> {
  const { db } = lookout.store
  const [at, plan] = [lookout.clock.now(), lookout.plan()]
  const [agents, backupAt, jobs, books, bounced, baselines, mailRoutes, looks, proofs, standbys, playbooks] = await Promise.all([
    listAgents(db),
    lastBackup(db),
    jobsDone(db, null),
    contactBooks(db, null),
    bouncedAddresses(db, null),
    baselinesOf(db, null),
    mailRoutesOf(db, null),
    outsideLooks(db, null),
    channelProofs(db),
    standbysSeen(db, null),
    playbooksNow(lookout),
  ])
  const heard = agents.filter(({ seenAt }) => seenAt !== null && !isSilent(seenAt, at, REPORT_INTERVAL))
  return {
    ...{ at, plan, backupAt, jobs, books, bounced, baselines, mailRoutes, proofs, playbooks },
    standbys: new Map(standbys.map((one) => [one.site, one])),
    working: workingChannels({ plan, secretsPresent: lookout.secretsPresent }),
    reporting: new Set(heard.map(({ host }) => host)),
    brands: looks.flatMap(({ what, said }) => (what === 'brand' ? [said as BrandState] : [])),
    pages: addressesOfPages(looks),
  }
}

const addressesOfPages = (looks: readonly OutsideLook[]): Fleet['pages'] =>
  new Map(looks.flatMap(({ what, said }) => (what.startsWith('page/') ? [[what.slice('page/'.length), said as string[]]] : [])))
