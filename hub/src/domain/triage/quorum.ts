/** Why a location has no vote: its own connection is disturbed, it was not heard of in time, its word is not taken at present, or nobody asked it. */
export type Absence = 'cannot-see' | 'silent' | 'set-aside' | 'not-asked'

/** What a location sees of a site at about one moment; who does not vote says why. */
export type Vote = { readonly location: string; readonly sees: 'failing' | 'well' | Absence }

/** What the votes come to. `split` is neither: some see the site fail and some see it well. */
export type Tally = {
  readonly says: 'outage' | 'well' | 'split'
  readonly needed: number // so many have to agree
  readonly failing: readonly string[]
  readonly well: readonly string[]
}

/** How many locations have to see an outage, where `hub.quorum` says nothing. */
export const QUORUM = 2

/**
 * Counts what the locations see (TRI-1, I-3): an outage is what `quorum` of them see fail, an all clear what as many see well while fewer fail.
 * Where fewer than that can vote, all of those have to agree; who cannot see, is silent or is set aside has no vote.
 */
export function countVotes(votes: readonly Vote[], quorum: number): Tally {
  const which = (sees: Vote['sees']) => votes.filter((vote) => vote.sees === sees).map(({ location }) => location)
  const [failing, well] = [which('failing'), which('well')]
  const needed = Math.max(1, Math.min(quorum, failing.length + well.length))
  return { says: failing.length >= needed ? 'outage' : well.length >= needed ? 'well' : 'split', needed, failing, well }
}

/** Who voted against what at least two others see, and more than are of its own mind. */
export function contradicted({ failing, well }: Pick<Tally, 'failing' | 'well'>): readonly string[] {
  const [fewer, more] = failing.length < well.length ? [failing, well] : [well, failing]
  return more.length >= 2 && fewer.length < more.length ? fewer : []
}
