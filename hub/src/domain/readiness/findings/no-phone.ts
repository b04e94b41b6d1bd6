import type { FindingKind } from '../finding-kind.ts'
import { lookAtOurs } from '../finding-kind.ts'
import { peopleOnLadders } from '../people-on-ladders.ts'

export const noPhone: FindingKind = {
  id: 'no-phone',
  title: 'No phone number of somebody on call',
  weight: 3,
  owner: 'operator',
  why: 'Whoever is awake cannot ring the colleague they need, and no call or text goes out by itself.',

  look: ({ plan }) =>
    peopleOnLadders(plan).map(({ id, name, phone }) =>
      lookAtOurs(
        id,
        phone !== null
          ? null
          : { said: `${name} has no phone number.`, place: { how: 'key', screen: '/people', field: `people.${id}.phone` } },
      ),
    ),
}
