import { setTimeout as rest } from 'node:timers/promises'
import { openToRead } from '../hub/src/store/store.ts'
import type { Place } from '../hub/src/store/store.ts'

const GIVEN_UP_MS = 60_000

/**
 * How long after now it takes until others hold every shard of the location that the dead one held, in milliseconds; null where it held none, or
 * nobody else is there.
 */
export async function takeOver(place: Place, location: string, isDead: (holder: string) => boolean): Promise<number | null> {
  const began = performance.now()
  const store = await openToRead(place)
  try {
    const holders = async () =>
      (await store.db.selectFrom('shard').select('holder').where('location', '=', location).execute()).map(({ holder }) => holder)
    const present = await store.db.selectFrom('presence').select('probe').where('location', '=', location).execute()
    if (!(await holders()).some((holder) => holder !== null && isDead(holder)) || present.every(({ probe }) => isDead(probe))) return null
    while (performance.now() - began < GIVEN_UP_MS) {
      if ((await holders()).every((holder) => holder !== null && !isDead(holder))) return performance.now() - began
      await rest(200)
    }
    return GIVEN_UP_MS
  } finally {
    await store.close()
  }
}
