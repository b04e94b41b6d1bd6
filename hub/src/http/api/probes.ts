import { z } from 'zod'
import { LocationName, Locations, ProbeEnrolled, ProbeEnrolment, ProbeInvitation, ProbeReportAnswer, Work } from '@allclear/wire/probe.ts'
import { iso } from '../../domain/instant.ts'
import type { Around } from '../around.ts'
import { operatorOnly } from '../operator-only.ts'
import { sealedReader, signed } from '../read-sealed.ts'
import { api, callerOf } from '../route.ts'
import type { Asked, Route } from '../route.ts'
import { showLocations } from '../show-locations.ts'

const MOST_BYTES = 8 * 2 ** 20 // what waited while the hub was away comes in a few large reports

/** `/api/probe/v1`, where probes of other locations get in and work (MON-8), and `/api/v1/probes`, where the operator's people see to them. */
export function probeRoutes(around: Around): Route[] {
  const { mayKnock, readSealed } = sealedReader(around)
  const shown = async (asked: Asked) => ({ json: await showLocations(around, callerOf(asked)) })
  return [
    {
      ...api({
        method: 'POST',
        path: '/api/probe/v1/enrol',
        who: 'anyone',
        does: 'Lets a probe in at its location: a single-use token and the probe’s own public key.',
        body: ProbeEnrolment,
        gives: ProbeEnrolled,
        answer: async (asked) => {
          mayKnock(asked, 'enrol')
          return { status: 201, json: await around.probes.enrol(asked.body) }
        },
      }),
      provesItself: true,
    },
    {
      ...signed('/api/probe/v1/work', 'What a probe is to look at, as soon as there is news of it; signed by the probe.'),
      gives: Work,
      answer: async (asked) => ({ json: await around.probes.work(readSealed(asked), asked.signal) }),
    },
    {
      ...signed('/api/probe/v1/reports', 'Hears what a probe saw, signed by it.'),
      mostBytes: MOST_BYTES,
      gives: ProbeReportAnswer,
      answer: async (asked) => ({ json: await around.probes.hear(readSealed(asked)) }),
    },
    api({
      method: 'GET',
      path: '/api/v1/probes',
      who: 'viewer',
      does: 'The locations from which sites are seen, with the probes there.',
      query: z.strictObject({}),
      gives: Locations,
      answer: async (asked) => {
        operatorOnly(asked)
        return shown(asked)
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/probes/invitations',
      who: 'owner',
      does: 'A single-use token that lets a probe in at a location within the hour, and the two commands that start it there.',
      body: z.strictObject({ location: LocationName }),
      gives: ProbeInvitation,
      answer: async (asked) => {
        operatorOnly(asked)
        const { location } = asked.body
        const { token, expiresAt } = await around.probes.invite(location, callerOf(asked).by)
        const lines = [
          `(umask 077; printf %s ${token} > probe.token)`,
          `npx allclear probe --hub ${around.plan().hub.url} --location ${location} --token-file probe.token`,
        ]
        return { status: 201, json: { location, token, lines, expiresAt: iso(expiresAt) } }
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/probes/:probe/revoke',
      who: 'owner',
      does: 'Sends a probe away: its key opens nothing any more.',
      params: z.strictObject({ probe: z.string().min(1).max(60) }),
      body: z.strictObject({}),
      gives: Locations,
      answer: async (asked) => {
        operatorOnly(asked)
        await around.probes.revoke(asked.params.probe, callerOf(asked).by)
        return shown(asked)
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/locations/:location/readmit',
      who: 'owner',
      does: 'Takes the word of a location again that was set aside.',
      params: z.strictObject({ location: LocationName }),
      body: z.strictObject({}),
      gives: Locations,
      answer: async (asked) => {
        operatorOnly(asked)
        await around.probes.readmit(asked.params.location, callerOf(asked).by)
        return shown(asked)
      },
    }),
  ]
}
