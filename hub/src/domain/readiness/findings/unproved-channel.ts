import type { FindingKind, Wrong } from '../finding-kind.ts'
import { lookAtOurs } from '../finding-kind.ts'
import type { Fleet } from '../fleet.ts'

export const unprovedChannel: FindingKind = {
  id: 'unproved-channel',
  title: 'A channel that fails its daily test',
  weight: 5,
  owner: 'operator',
  why: 'What goes out over it is taken to be said, and nobody reads it.',

  look: ({ proofs }) => proofs.map((proof) => lookAtOurs(proof.channel, wrongOf(proof))),
}

function wrongOf({ channel, provedAt, failures, reason }: Fleet['proofs'][number]): Wrong | 'unknown' | null {
  if (provedAt === null) return 'unknown'
  const said = `${channel} failed its test ${failures === 1 ? 'once' : `${failures} times`}: ${reason ?? 'nobody knows why.'}`
  const [kind, partner] = channel.split('/')
  const field = kind === 'status-page' ? 'operator.status-page' : partner ? `partners.${partner}.slack` : `channels.${kind}`
  return failures === 0 ? null : { said, place: { how: 'key', screen: null, field } }
}
