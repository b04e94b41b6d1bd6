import type { FindingKind } from '../finding-kind.ts'
import { lookAtOurs } from '../finding-kind.ts'

export const noWatcher: FindingKind = {
  id: 'no-watcher',
  title: 'Nobody watches Allclear itself',
  weight: 5,
  owner: 'operator',
  why: 'When this machine stops, all sites look well because nobody looks, and no page goes out.',

  look: ({ plan: { hub } }) => {
    const said = 'Neither a watcher nor a dead-man switch would notice that this hub has stopped.'
    const isWatched = hub.watcher !== null || hub.deadMan !== null
    return [lookAtOurs('hub', isWatched ? null : { said, place: { how: 'key', screen: null, field: 'hub.watcher or hub.dead-man' } })]
  },
}
