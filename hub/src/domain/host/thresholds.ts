import { between, minutes, saySpan, seconds } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import { isRankedBefore, RANKS } from './levels.ts'
import type { LevelName } from './levels.ts'
import { measuresOf } from './measures.ts'
import type { Measure, Reading } from './measures.ts'
import type { HostSample } from './sample.ts'

/** How one measure of a host stands, since when, and where it has been going. */
export type Level = {
  readonly level: LevelName
  readonly since: Instant
  readonly says: string // what was seen last, with the trend
  readonly seeks: { readonly level: LevelName; readonly since: Instant } | null // it has to stay there for a while before it counts
}

/** A measure that has changed its level. */
export type LevelNews = { readonly measure: string; readonly from: LevelName; readonly to: LevelName; readonly says: string }

const SLACK = 0.9 // what has risen falls again only when it is this far below

/**
 * What the thresholds make of a sample (MON-5): a level changes once a measure has been beyond a threshold for its time, and back once it has
 * been a tenth below for as long, so that nothing that hovers rings twice. A warning or danger never says that a site is down.
 */
export function judgeHost(
  sample: HostSample,
  before: Readonly<Record<string, Level>>,
): { readonly levels: Readonly<Record<string, Level>>; readonly news: readonly LevelNews[] } {
  const judged = measuresOf(sample).map((measure) => [measure, judge(measure, before[measure.key], sample.at)] as const)
  return {
    levels: Object.fromEntries(judged.map(([{ key }, level]) => [key, level])),
    news: judged.flatMap(([{ key, says }, { level }]) => {
      const from = before[key]?.level ?? 'well'
      return level === from ? [] : [{ measure: key, from, to: level, says }]
    }),
  }
}

function judge({ readings, hold, says }: Measure, before: Level | undefined, at: Instant): Level {
  const now = before ?? { level: 'well' as const, since: at, says, seeks: null }
  const wanted = wantedOf(readings, now.level)
  if (wanted === now.level) return { ...now, says, seeks: null }
  const isSameWay = now.seeks !== null && isRankedBefore(now.level, now.seeks.level) === isRankedBefore(now.level, wanted)
  const seeks = { level: wanted, since: isSameWay ? now.seeks.since : at }
  if (between(seeks.since, at) < hold) return { ...now, says, seeks }
  return { level: wanted, since: at, says, seeks: null }
}

function wantedOf(readings: readonly Reading[], now: LevelName): LevelName {
  const up = levelOf(readings, 1)
  if (isRankedBefore(now, up)) return up
  const down = levelOf(readings, SLACK)
  return isRankedBefore(down, now) ? down : now
}

const levelOf = (readings: readonly Reading[], slack: number): LevelName =>
  RANKS.findLast((level) => level === 'well' || readings.some((reading) => reading.value >= reading[level] * slack))!

/** How long an agent may be silent before that is said: three reports that did not come, and half a minute. */
export const isSilent = (seenAt: Instant | null, now: Instant, interval: Span) =>
  seenAt !== null && between(seenAt, now) > interval * 3 + seconds(30)

/** The words that tell responders of news of a host. */
export function sayNews(host: string, news: readonly LevelNews[]): { readonly subject: string; readonly text: string } {
  const worst = news.map(({ to }) => to).reduce((a, b) => (isRankedBefore(a, b) ? b : a))
  const head = worst === 'well' ? `${host} is well again` : `${worst === 'danger' ? 'Danger' : 'Warning'} on ${host}`
  const lines = news.map(({ to, says }) => `${to === 'well' ? 'Well again' : to === 'danger' ? 'Danger' : 'Warning'}: ${says}`)
  const end = worst === 'well' ? '' : '\n\nNo site is down because of this. It may become an outage if nobody looks.'
  return { subject: head, text: `${lines.join('\n')}${end}` }
}

/** The words about an agent that has fallen silent while nobody says that its sites fail. */
export const saySilence = (host: string, silent: Span, failing: number) => ({
  subject: `The agent on ${host} is silent`,
  text:
    failing === 0
      ? `Nothing was heard from it for ${saySpan(silent)}. The sites on ${host} are well, so it is the agent or its way to the hub: look at \`systemctl status allclear-agent\`.`
      : `Nothing was heard from it for ${saySpan(silent)}, and ${failing} of the sites on ${host} fail as well: the host itself may be down.`,
})

/** How long silence lasts before anybody is told. */
export const SILENCE_TOLD_AFTER = minutes(5)
