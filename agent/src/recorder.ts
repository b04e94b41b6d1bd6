import type { HostEvent, Moment, Sample } from '@allclear/wire/agent.ts'
import { isPressed, momentOf } from './moment-of.ts'
import type { openRing } from './ring.ts'

type Kept = { readonly boot: string; readonly moment: Moment }

const BEFORE_MS = 10 * 60_000
const MOST_SENT = 60
const RECENT_SEGMENTS = 3

/**
 * The flight recorder (MON-6): every look is kept on disk, under pressure with all that is busy. When the machine has started anew since the
 * last one, the minutes before are the first thing that is told.
 */
export function createRecorder(ring: ReturnType<typeof openRing>, boot: string, now: number) {
  const news = restarted(ring.read(RECENT_SEGMENTS) as Kept[], boot, now)
  return {
    /** What happened while nobody looked; empty when the machine has not been restarted. */
    news: (): HostEvent[] => news,
    keep(sample: Sample) {
      ring.append({ boot, moment: momentOf(sample, isPressed(sample)) } satisfies Kept)
    },
  }
}

/** The moments before the machine went away, if it did. */
function restarted(kept: readonly Kept[], boot: string, now: number): HostEvent[] {
  const last = kept.at(-1)
  if (!last || last.boot === boot) return []
  const before = kept.filter((one) => one.boot === last.boot && last.moment.at - one.moment.at <= BEFORE_MS).map(({ moment }) => moment)
  return [{ at: now, kind: 'restarted', says: 'The machine has been restarted.', lines: [], moments: thinned(before) }]
}

// The last ones whole, those before it as often as there is room.
function thinned(moments: readonly Moment[]): Moment[] {
  const last = moments.slice(-MOST_SENT / 2)
  const earlier = moments.slice(0, moments.length - last.length)
  const stride = Math.max(1, Math.ceil(earlier.length / (MOST_SENT / 2)))
  return [...earlier.filter((_, n) => n % stride === 0), ...last]
}
