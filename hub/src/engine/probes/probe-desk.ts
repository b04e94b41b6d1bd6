import { randomBytes } from 'node:crypto'
import type { ProbeEnrolled, ProbeEnrolment, ProbeReportAnswer, Work } from '@allclear/wire/probe.ts'
import { after } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { Problem } from '../../problem.ts'
import { addAudit } from '../../store/audit.ts'
import { addEnrolment, spendEnrolment } from '../../store/enrolments.ts'
import { forgetLocation, setAside } from '../../store/locations.ts'
import { findProbe, listProbes, placeProbe, revokeProbe } from '../../store/probes.ts'
import { leaveShards } from '../../store/shards.ts'
import { hashOf, mustBeKey, newToken, tokenRefused } from '../agents/enrolling.ts'
import type { Sealed } from '../agents/open-sealed.ts'
import type { Room } from '../room.ts'
import { createWorkGiver } from './give-work.ts'
import { hearReport } from './hear-report.ts'

/** What the doors do for probes of other locations (MON-8): let them in, give them work, hear them, and send them away. */
export type ProbeDesk = {
  /** A token that lets one probe in at a location, within the hour. */
  invite(location: string, by: string): Promise<{ readonly token: string; readonly expiresAt: Instant }>
  enrol(enrolment: ProbeEnrolment): Promise<ProbeEnrolled>
  /** What a probe is to look at, as soon as there is news of it; `gone` when it does not wait any more. */
  work(sealed: Sealed, gone: AbortSignal): Promise<Work>
  hear(sealed: Sealed): Promise<ProbeReportAnswer>
  revoke(probe: string, by: string): Promise<void>
  /** Takes the word of a location again that was set aside. */
  readmit(location: string, by: string): Promise<void>
}

/** The desk of a running hub. */
export function probesOf(room: Room): ProbeDesk {
  const { store, clock } = room
  const giveWork = createWorkGiver(room)
  return {
    async invite(location, by) {
      mustBeElsewhere(room, location)
      const [{ token, hash, lasts }, at] = [newToken(), clock.now()]
      const expiresAt = after(at, lasts)
      await store.transaction(async (tx) => {
        await addEnrolment(tx, { kind: 'location', name: location, hash, at, expiresAt })
        await addAudit(tx, { at, partner: null, who: by, what: 'probe-invited', about: location })
      })
      return { token, expiresAt }
    },
    enrol: (enrolment) => enrol(room, enrolment),
    work: giveWork,
    hear: (sealed) => hearReport(room, sealed),
    async revoke(id, by) {
      const [probe, at] = [await findProbe(store.db, id), clock.now()]
      if (!probe) throw probeUnknown(id)
      const isLast = (await listProbes(store.db)).filter(({ location }) => location === probe.location).length === 1
      await store.transaction(async (tx) => {
        if (!(await revokeProbe(tx, id, at))) throw probeUnknown(id)
        if (isLast) await forgetLocation(tx, probe.location)
        await addAudit(tx, { at, partner: null, who: by, what: 'probe-revoked', about: `${id} at ${probe.location}` })
      })
      await leaveShards(store, { location: probe.location, probe: id })
    },
    async readmit(location, by) {
      const at = clock.now()
      await store.transaction(async (tx) => {
        if (!(await setAside(tx, location, null)))
          throw new Problem('conflict', 'location_not_aside', `The word of ${location} is taken.`, 'There is nothing to do.')
        await addAudit(tx, { at, partner: null, who: by, what: 'location-readmitted', about: location })
      })
    },
  }
}

async function enrol({ store, clock }: Room, { token, key, location }: ProbeEnrolment): Promise<ProbeEnrolled> {
  mustBeKey(key)
  const [probe, at] = [randomBytes(8).toString('hex'), clock.now()]
  await store.transaction(async (tx) => {
    const invited = await spendEnrolment(tx, 'location', hashOf(token), at)
    if (invited === null) throw tokenRefused('allclear probe invite LOCATION')
    // The token is not spent by a slip of the pen.
    if (invited !== location)
      throw new Problem('bad-input', 'location_wrong', `This token is for ${invited}, not for ${location}.`, `Write --location ${invited}.`, { field: 'location' }) // prettier-ignore
    await placeProbe(tx, { id: probe, location, publicKey: key, at })
    await addAudit(tx, { at, partner: null, who: `probe ${probe}`, what: 'probe-enrolled', about: location })
  })
  return { probe, location }
}

function mustBeElsewhere({ plan }: Room, location: string) {
  if (location !== plan().hub.location) return
  const fix = 'Choose another name; that of the hub is hub.location.'
  throw new Problem('conflict', 'location_taken', `${location} is where the hub itself looks from.`, fix, { field: 'location' })
}

const probeUnknown = (id: string) =>
  new Problem('not-found', 'probe_unknown', `There is no probe "${id.slice(0, 60)}".`, 'Look at /api/v1/probes.')
