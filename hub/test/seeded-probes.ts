import { after, minutes, seconds } from '../src/domain/instant.ts'
import type { Instant } from '../src/domain/instant.ts'
import { keepAlive, setAside } from '../src/store/locations.ts'
import { hearProbe, placeProbe } from '../src/store/probes.ts'
import type { Store } from '../src/store/store.ts'

const STATE = { version: '0.1.0', share: 12, lateMs: 14, waiting: 0, lost: 0, blindness: null }

/** Two other locations: one that looks, and one whose word is not taken. */
export async function seedProbes(store: Store, location: string, now: Instant): Promise<void> {
  const why = 'Of 6 sites it judged within a quarter of an hour, at least two other locations contradict it on 5, on 4 networks.'
  await store.transaction(async (tx) => {
    for (const [id, there, number] of [
      ['4f1c9be02d7a6e35', 'vienna', 41],
      ['90b2d7e6c1f3a854', 'oslo', 7],
    ] as const) {
      // prettier-ignore
      await placeProbe(tx, { id, location: there, publicKey: 'k', at: after(now, minutes(-300)) })
      const seen = after(now, seconds(-8))
      await hearProbe(tx, { id, number, at: seen, missed: number === 7 ? 2 : 0, blindSince: null, state: STATE })
      await keepAlive(tx, there, after(now, minutes(-300)), seen)
    }
    await keepAlive(tx, location, after(now, minutes(-900)), after(now, seconds(-3)))
    await setAside(tx, 'oslo', { at: after(now, minutes(-20)), why })
  })
}
