import { WantedSums } from '@allclear/wire/agent.ts'
import type { PublishedSums } from '@allclear/wire/agent.ts'
import { publishedSums } from '../../evidence/published-sums.ts'
import { Problem } from '../../problem.ts'
import { findAgent } from '../../store/agents.ts'
import { openSealed } from './open-sealed.ts'
import type { Sealed } from './open-sealed.ts'
import type { Room } from '../room.ts'

const ASK_MS = 10_000

/** Hands an agent the published sums of a version of WordPress, so that the host itself asks nobody but the hub (DIA-5). */
export async function giveSums(room: Room, sealed: Sealed): Promise<PublishedSums> {
  await openSealed(sealed, room.clock.now(), (id) => findAgent(room.store.db, { id }))
  const { version, locale } = readWanted(sealed.body)
  const checksums = room.plan().network.wordpressChecksums
  if (checksums === null) return { sums: {} }
  const around = { checksums, network: room.outside, signal: AbortSignal.timeout(ASK_MS) }
  return { sums: (await publishedSums(around, version, locale)) ?? {} }
}

function readWanted(body: string): WantedSums {
  try {
    return WantedSums.parse(JSON.parse(body))
  } catch {
    throw new Problem('bad-input', 'report_invalid', 'This names no version of WordPress.', 'Bring agent and hub to the same version.')
  }
}
