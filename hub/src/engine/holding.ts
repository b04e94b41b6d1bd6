import { minutes, seconds } from '../domain/instant.ts'
import type { Span } from '../domain/instant.ts'
import type { Store } from '../store/store.ts'

/**
 * How long what a hub has taken stays its own without a word of it: the others go on within 15 s of its death. On SQLite there are no others, and
 * a process that was held up loses nothing.
 */
export const leaseOf = ({ kind }: Pick<Store, 'kind'>): Span => (kind === 'postgres' ? seconds(12) : minutes(2))

/** Renews what was taken under `lease` until the work has ended; the work is told by `lost` that it is another's by now. */
export async function holding<T>(
  lease: Span,
  renew: () => Promise<boolean>,
  onBug: (error: unknown) => void,
  work: (lost: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController()
  const keep = async () => {
    if (!(await renew())) lost.abort()
  }
  const timer = setInterval(() => void keep().catch(onBug), lease / 4)
  try {
    return await work(lost.signal)
  } finally {
    clearInterval(timer)
  }
}
