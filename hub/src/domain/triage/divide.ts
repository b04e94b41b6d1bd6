/** The work of a location is shared in so many parts. A site is in one of them with all its monitors: they are judged together. */
export const SHARDS = 256

const utf8 = new TextEncoder()

/** In which shard a site is: the same in every program and version (FNV-1a, 32 bits). */
export function shardOf(site: string): number {
  let hash = 0x811c9dc5
  for (const byte of utf8.encode(site)) hash = Math.imul(hash ^ byte, 0x01000193)
  // The last bits of names that differ in their end only are too much alike.
  return ((hash >>> 16) ^ hash) & (SHARDS - 1)
}

/**
 * Who shall look at which shard, from who does now and who lives: evenly, to within one, and no more changes hands than must. All who
 * ask with the same news get the same answer. Null where nobody lives.
 */
export function divide(holders: readonly (string | null)[], living: readonly string[]): (string | null)[] {
  const probes = [...new Set(living)].toSorted()
  const [share, rest] = [Math.floor(holders.length / probes.length), holders.length % probes.length]
  const room = new Map(probes.map((probe, index) => [probe, index < rest ? share + 1 : share]))
  const take = (probe: string | null | undefined) => {
    const left = probe ? (room.get(probe) ?? 0) : 0
    if (left === 0) return null
    room.set(probe!, left - 1)
    return probe!
  }
  const kept = holders.map(take)
  return kept.map((holder) => holder ?? take(probes.find((probe) => room.get(probe)! > 0)))
}
