import { between, saySpan } from '../instant.ts'
import type { Instant } from '../instant.ts'

/** A moment of the flight recorder, as the wire brings it. */
export type Moment = {
  readonly at: number
  readonly load: readonly [number, number, number] | null
  readonly cores: number | null
  readonly cpu: number | null
  readonly memory: number | null
  readonly swap: number | null
  readonly waits: { readonly cpu: number; readonly memory: number; readonly io: number } | null
  readonly disk: number | null
  readonly sockets: number | null
  readonly top: readonly { readonly name: string; readonly user: string; readonly cpu: number; readonly memory: number }[]
  readonly urls: readonly (readonly [string, number])[]
  readonly addresses: readonly (readonly [string, number])[]
}

/** What the minutes before a restart say of why it came to it (MON-6): load, what was short, and who used it. `backAt` is the first look afterwards. */
export function sayRestart(host: string, moments: readonly Moment[], backAt: Instant): string {
  const [first, last] = [moments[0], moments.at(-1)]
  if (!first || !last) return `${host} was restarted, and nothing is remembered from before.`
  const away = saySpan(between(last.at as Instant, backAt))
  return [`${host} was restarted; nothing was seen of it for ${away}.`, ...sayBefore(moments, first, last)].join(' ')
}

function sayBefore(moments: readonly Moment[], first: Moment, last: Moment): string[] {
  const span = saySpan(between(first.at as Instant, last.at as Instant))
  const shortage = shortageOf(moments)
  return [
    `In the ${span} before, ${sayLoad(moments, first, last)}.`,
    ...(shortage === null ? [] : [`${shortage}.`]),
    ...sayProcesses(moments, shortage?.startsWith('Memory') === true),
    ...sayVisitors(last),
  ]
}

function sayLoad(moments: readonly Moment[], { load: before }: Moment, { load: after, cores }: Moment): string {
  if (!before || !after) return 'its load is not known'
  const highest = Math.max(...moments.map(({ load }) => load?.[0] ?? 0))
  const on = cores === null ? '' : ` on ${cores} ${cores === 1 ? 'core' : 'cores'}`
  const isHigh = highest > Math.max(before[0] * 1.5, cores ?? 1)
  return isHigh
    ? `the load rose from ${before[0].toFixed(1)} to ${highest.toFixed(1)}${on}`
    : `the load was no higher than ${highest.toFixed(1)}${on}`
}

// What was short in the last minutes, the surest first.
function shortageOf(moments: readonly Moment[]): string | null {
  const worst = (read: (moment: Moment) => number | null | undefined) => Math.max(0, ...moments.slice(-12).map((one) => read(one) ?? 0))
  const [memory, swap, disk] = [worst((one) => one.memory), worst((one) => one.swap), worst((one) => one.disk)]
  const waits = { memory: worst((one) => one.waits?.memory), io: worst((one) => one.waits?.io), cpu: worst((one) => one.waits?.cpu) }
  const percent = (share: number) => `${Math.round(share * 100)} %`
  if (memory > 0.95 || waits.memory > 10) return `Memory was short: ${percent(memory)} of it was in use, and ${percent(swap)} of the swap`
  if (disk > 0.98) return `The disk was ${percent(disk)} full`
  if (waits.io > 30) return `Work waited for the disk ${Math.round(waits.io)} % of the time`
  if (waits.cpu > 40) return `Work waited for a CPU ${Math.round(waits.cpu)} % of the time`
  return null
}

function sayProcesses(moments: readonly Moment[], byMemory: boolean): string[] {
  const used = new Map<string, number>()
  for (const { top } of moments.slice(-12))
    for (const { name, user, cpu, memory } of top)
      used.set(`${name} of ${user}`, (used.get(`${name} of ${user}`) ?? 0) + (byMemory ? memory : cpu))
  const total = [...used.values()].reduce((a, b) => a + b, 0)
  const most = [...used].sort((a, b) => b[1] - a[1]).slice(0, 3).filter(([, amount]) => amount > total * 0.05) // prettier-ignore
  if (total === 0 || most.length === 0) return []
  const named = most.map(([name, amount]) => `${name} (${Math.round((100 * amount) / total)} %)`)
  return [`Of what the busiest processes took, most ${byMemory ? 'memory' : 'CPU'} went to ${named.join(', ')}.`]
}

function sayVisitors({ urls, addresses }: Moment): string[] {
  const [url, address] = [urls[0], addresses[0]]
  if (!url) return []
  const from = address ? `, and the busiest visitor was ${address[0]} (${address[1]})` : ''
  return [`Asked for most in the last minute: ${url[0]} (${url[1]} times)${from}.`]
}
