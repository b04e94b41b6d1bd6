import { after, between, minutes, seconds } from '../../domain/instant.ts'
import { forgetHeardLook, heardLooks } from '../../store/heard-looks.ts'
import type { HeardLook } from '../../store/heard-looks.ts'
import type { Checking } from '../check/check.ts'
import type { Sharing } from '../check/share-sites.ts'
import { pollOf, startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import type { Room } from '../room.ts'

/** What was seen longer ago is no new outage (I-5). */
export const NEWS_FOR = minutes(1)

const MOST_AT_ONCE = 200 // are looked into at a time
const AGAIN = seconds(1)

/**
 * Judges what probes elsewhere saw of the sites that this hub looks at, whichever hub heard it (TRI-1). A look is forgotten once it is judged: what
 * failed on the way, or fell to us with another hub's sites, is judged while it is news.
 */
export function startJudgingHeard(room: Room, checking: Pick<Checking, 'hearElsewhere'>, { mine }: Pick<Sharing, 'mine'>): Loop {
  const { store, clock, onBug } = room
  const judging = new Map<string, Promise<void>>()
  const begin = (look: HeardLook) => {
    const key = `${look.monitor} ${look.location} ${look.result.at}`
    if (judging.has(key)) return
    const judged = judge(look)
      .catch(onBug)
      .finally(() => judging.delete(key))
    judging.set(key, judged)
  }
  const judge = async (look: HeardLook) => {
    const isNews = between(look.result.at, clock.now()) <= NEWS_FOR
    const isJudged = isNews && (await checking.hearElsewhere(look.monitor, look.location, look.result))
    if (isJudged || !isNews) await forgetHeardLook(store.db, look)
  }
  const loop = startLoop({
    clock,
    most: pollOf(store.kind),
    onBug,
    async pass() {
      const waiting = await heardLooks(store.db, [...mine().keys()], MOST_AT_ONCE)
      waiting.forEach(begin)
      return waiting.length > 0 ? after(clock.now(), AGAIN) : null
    },
  })
  return {
    ...loop,
    async stop() {
      await loop.stop()
      await Promise.all(judging.values())
    },
  }
}
