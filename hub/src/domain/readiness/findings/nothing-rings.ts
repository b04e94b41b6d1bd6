import { addressesOf } from '../../plan/addresses-of.ts'
import type { FindingKind } from '../finding-kind.ts'
import { lookAtOurs } from '../finding-kind.ts'
import { peopleOnLadders } from '../people-on-ladders.ts'

const RINGING = ['push', 'sms', 'voice'] as const

export const nothingRings: FindingKind = {
  id: 'nothing-rings',
  title: 'Nothing rings for somebody on call',
  weight: 5,
  owner: 'operator',
  why: 'A mail or a line in a chat wakes nobody: the page is read at breakfast.',

  look: ({ plan, working }) =>
    peopleOnLadders(plan).map((person) => {
      const addresses = addressesOf(person)
      const rings = person.hasBrowser || RINGING.some((channel) => working.includes(channel) && addresses[channel] !== null)
      const said = `${person.name} is paged by mail or chat alone: neither push nor texts nor calls work for them.`
      return lookAtOurs(
        person.id,
        rings ? null : { said, place: { how: 'key', screen: '/people', field: 'channels.push, channels.sms, channels.voice' } },
      )
    }),
}
