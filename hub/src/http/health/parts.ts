import type { HealthPart } from '@allclear/wire/health.ts'
import type { Said } from '@allclear/wire/now.ts'
import { between, days, iso, isoOrNull, minutes, saySpan, seconds } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { absenceOf } from '../../domain/triage/standing.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { nameOf, sayProof } from '../../engine/health/prove-channels.ts'
import type { StoredAuditLine } from '../../store/audit.ts'
import type { ChannelProof } from '../../store/channel-proofs.ts'
import type { Database } from '../../store/condition.ts'
import type { Location } from '../../store/locations.ts'
import type { HostState } from '../host-states.ts'

const LATE = seconds(60)
const VERY_LATE = minutes(5)
const DEAD = minutes(1) // a probe writes every 15 s
const OLD = days(2)

/** The loops by what they do. */
const LOOPS: Readonly<Record<string, string>> = {
  deliver: 'Messages are sent',
  act: 'Actions are carried out',
  diagnose: 'Causes are looked for',
  sweep: 'Incidents are woken',
  summarise: 'Summaries are written',
  maintain: 'Planned work is followed',
  'read-mail': 'The mailbox is read',
  webhook: 'The webhook is posted',
  prove: 'Channels are tested',
  subscribers: 'Subscribers are told',
}

const good = (words: string): Said => ({ words, icon: 'check', tone: 'good' })
const warn = (words: string): Said => ({ words, icon: 'warning', tone: 'warn' })
const bad = (words: string): Said => ({ words, icon: 'cross', tone: 'bad' })
const idle = (words: string): Said => ({ words, icon: 'ring', tone: 'idle' })

const part = (name: string, said: Said, more: Partial<Omit<HealthPart, 'name' | 'said'>> = {}): HealthPart => ({
  ...{ name, said, says: null, at: null, to: null },
  ...more,
})

/** What is due by now and was not done: how long the oldest of it waits. */
export function lateness(name: string, due: Instant | null, now: Instant, to: string): HealthPart {
  const late = due === null ? 0 : between(due, now)
  if (late <= LATE) return part(name, good('on time'), { to })
  return part(name, (late > VERY_LATE ? bad : warn)(`${saySpan(between(due!, now))} late`), { at: isoOrNull(due), to })
}

/** Each loop that was seen by `/readyz`, and whether it has come through lately. */
export const loopParts = (checks: Readonly<Record<string, string>>): HealthPart[] =>
  Object.entries(checks).flatMap(([name, state]) =>
    name in LOOPS ? [part(LOOPS[name]!, state === 'stuck' ? bad('stuck for 3 minutes') : good('moving'))] : [],
  )

/** Whether sites are looked at in their time; a machine that is asked for more than it can does as much as it can. */
export function looksPart({ looks = 'on time' }: Readonly<Record<string, string>>): HealthPart {
  const isOnTime = looks === 'on time'
  const says = isOnTime ? null : 'This machine has more to look at than it can: lengthen intervals, or give it more cores or another probe.'
  return part('Looks at sites', (isOnTime ? good : warn)(looks), { says })
}

/** How a channel came through its last test. */
export function channelPart({ channel, provedAt, failures, failingSince, reason }: ChannelProof, plan: Plan): HealthPart {
  const name = nameOf(channel)
  if (provedAt === null) return part(name, idle('not tested yet'), { says: 'The first test comes ten minutes after the start.' })
  if (failures === 0) return part(name, good('works'), { says: `${sayProof(channel, plan)}.`, at: isoOrNull(provedAt) })
  return part(name, bad(`fails, ${failures} times in a row`), { says: reason, at: isoOrNull(failingSince) })
}

const ABSENT: Readonly<Record<NonNullable<ReturnType<typeof absenceOf>>, Said>> = {
  silent: bad('silent'),
  'cannot-see': bad('cannot see'),
  'set-aside': warn('set aside'),
}

/** Whether a probe writes that it is alive, and why its location has no vote where it has none. */
export function probePart({ id, aliveAt, setAside }: Location, absence: ReturnType<typeof absenceOf>, now: Instant): HealthPart {
  const isAlive = between(aliveAt, now) <= DEAD
  const said = absence ? ABSENT[absence] : isAlive ? good('looking') : bad('silent')
  return part(`Probe at ${id}`, said, { says: setAside?.why ?? null, at: isoOrNull(aliveAt), to: '/probes' })
}

/** What the probe compares itself with when a site seems to be down. */
export const canaryPart = (canaries: readonly string[]): HealthPart =>
  canaries.length === 0
    ? part('Canaries', warn('none'), { says: 'A broken line of our own looks like an outage: name some under network.canaries.' })
    : part('Canaries', good(`${canaries.length} named`), {
        says: `Asked whenever a site seems to be down: ${canaries.map((url) => new URL(url).host).join(', ')}.`,
      })

/** The agents on hosts, as one line: who is silent is named. */
export function agentsPart(states: readonly HostState[]): HealthPart[] {
  const placed = states.filter(({ state }) => state !== 'no-agent')
  const silent = placed.filter(({ state }) => state === 'silent').map(({ host }) => host.name)
  if (placed.length === 0) return []
  return [
    silent.length === 0
      ? part('Agents', good(`${placed.length} heard`), { to: '/hosts' })
      : part('Agents', bad(`${silent.length} silent`), { says: silent.join(', '), to: '/hosts' }),
  ]
}

/** Whether somebody else notices when Allclear stops. */
export function watcherPart(watcher: string | null, heardAt: Instant | null, now: Instant): HealthPart {
  if (watcher === null)
    return part('Watcher', warn('none'), { says: 'Nobody notices when Allclear itself stops: name one under hub.watcher.' })
  if (heardAt === null) return part('Watcher', idle('not heard yet'), { says: `${watcher} has not looked since the hub started.` })
  return part('Watcher', between(heardAt, now) > minutes(3) ? bad('silent') : good('looking'), { says: watcher, at: isoOrNull(heardAt) })
}

/** When everything was last brought to safety, as far as the hub was told. */
export function backupPart(madeAt: Instant | null, now: Instant): HealthPart {
  const says = 'Run: allclear backup FILE'
  if (madeAt === null) return part('Last backup', warn('none known'), { says })
  const isOld = between(madeAt, now) > OLD
  return part('Last backup', isOld ? warn('old') : good('made'), { says: isOld ? says : null, at: iso(madeAt) })
}

/** The last time this data came back from a backup; nothing when it never did. */
export const restorePart = (line: StoredAuditLine | undefined): HealthPart[] =>
  line ? [part('Last restore', idle('came back'), { says: line.about, at: isoOrNull(line.at), to: '/messages?state=uncertain' })] : []

/** How much is kept. */
export const sizePart = ({ program, bytes }: Database): HealthPart =>
  part('Database', good(bytes < 2 ** 20 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / 2 ** 20).toFixed(1)} MiB`), { says: program })
