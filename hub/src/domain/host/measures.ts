import { hours, minutes, saySpan, seconds } from '../instant.ts'
import type { Span } from '../instant.ts'
import type { Disk, HostSample, HostService } from './sample.ts'
import { DAEMONS } from './daemons.ts'

const NEVER = Infinity // there is no such level

/** A figure and the thresholds above which it warns. */
export type Reading = { readonly value: number; readonly warning: number; readonly danger: number }

/** Something about a host that has thresholds: the worst of its readings counts. */
export type Measure = {
  readonly key: string // `load`, `disk /var`
  readonly readings: readonly Reading[]
  readonly hold: Span // how long it must be beyond a threshold
  readonly says: string
}

/** Every measure that the sample has a figure for, with the thresholds of causes.md 5.1. */
export function measuresOf(sample: HostSample): Measure[] {
  return [
    ...loadOf(sample),
    ...pressureOf(sample),
    ...memoryOf(sample),
    ...(sample.disks ?? []).flatMap(disksOf),
    ...queuesOf(sample),
    ...(sample.services ?? []).flatMap(serviceOf),
    ...choresOf(sample),
  ]
}

const measure = (key: string, readings: readonly Reading[], hold: Span, says: string): Measure => ({ key, readings, hold, says })
const reading = (value: number, warning: number, danger: number): Reading => ({ value, warning, danger })

function loadOf({ load, cores, cpu }: HostSample): Measure[] {
  const measures: Measure[] = []
  if (load && cores) {
    const words = `the load is ${load[1].toFixed(1)} on ${cores} ${cores === 1 ? 'core' : 'cores'}, ${trendOf(load)}`
    measures.push(measure('load', [reading(load[1] / cores, 1, 2)], minutes(10), `${words}.`))
  }
  if (cpu)
    measures.push(measure('stolen', [reading(cpu.stolen, 0.1, 0.3)], minutes(10), `the host of the machine takes ${percent(cpu.stolen)} of its CPU.`)) // prettier-ignore
  return measures
}

const trendOf = ([now, , before]: readonly [number, number, number]) =>
  now > before * 1.2 ? 'and rising' : now < before / 1.2 ? 'and falling' : 'and steady'

function pressureOf({ pressure }: HostSample): Measure[] {
  if (!pressure) return []
  const says = (share: number, what: string) => `work waits for ${what} ${Math.round(share)} % of the time.`
  const { cpu, memory, io } = pressure
  return [
    measure('pressure cpu', [reading(cpu.avg60, 40, 80)], minutes(2), says(cpu.avg60, 'a CPU')),
    measure('pressure memory', [reading(memory.avg60, 5, 20)], minutes(2), says(memory.avg60, 'memory')),
    measure('pressure io', [reading(io.avg60, 20, 50)], minutes(2), says(io.avg60, 'the disk')),
  ]
}

function memoryOf({ memory, swap }: HostSample): Measure[] {
  const measures: Measure[] = []
  if (memory && memory.total > 0) {
    const used = 1 - memory.available / memory.total
    measures.push(measure('memory', [reading(used, 0.9, 0.97)], minutes(5), `${percent(used)} of the memory is in use.`))
  }
  if (swap && swap.total > 0) {
    const used = swap.used / swap.total
    measures.push(measure('swap', [reading(used, 0.5, 0.9)], minutes(10), `${percent(used)} of the swap is in use.`))
  }
  return measures
}

// A disk that will be full in three days warns however empty it is now; half a day is danger.
function disksOf({ mount, size, used, inodes, inodesUsed, fullIn }: Disk): Measure[] {
  const measures: Measure[] = []
  if (size > 0) {
    const [share, hoursLeft] = [used / size, fullIn === null ? Infinity : fullIn / 3600]
    const when = fullIn === null ? 'and does not fill up' : `and is full in ${saySpan(seconds(fullIn))} at this rate`
    const readings = [reading(share, 0.8, 0.95), reading(72 / Math.max(hoursLeft, 0.01), 1, 6)]
    measures.push(measure(`disk ${mount}`, readings, minutes(1), `${mount} is ${percent(share)} full ${when}.`))
  }
  if (inodes > 0) {
    const share = inodesUsed / inodes
    measures.push(
      measure(`inodes ${mount}`, [reading(share, 0.8, 0.95)], minutes(1), `${percent(share)} of the inodes of ${mount} are in use.`),
    )
  }
  return measures
}

// What its socket is there for and does not answer will be missed; what it has to give away runs out.
function serviceOf({ kind, name, reachable, says, used, waiting }: HostService): Measure[] {
  const [key, who] = [`${kind} ${name}`, `${DAEMONS[kind]} (${name})`]
  const measures = [measure(key, [reading(reachable ? 0 : 1, 1, NEVER)], minutes(2), reachable ? `${who} answers.` : `${who} does not answer: ${says}.`)] // prettier-ignore
  if (used !== null) measures.push(measure(`${key} used`, [reading(used, 0.8, 0.95)], minutes(2), `${who} has ${percent(used)} of what it has in use: ${says}.`)) // prettier-ignore
  if (waiting !== null) measures.push(measure(`${key} waiting`, [reading(waiting, 5, 50)], minutes(2), `${waiting} visitors wait for ${who}.`)) // prettier-ignore
  return measures
}

// What a host does by itself, and nobody misses until it is needed.
function choresOf({ at, failedUnits, certificates, backups, cron }: HostSample): Measure[] {
  const measures = [...(certificates ?? []).map((one) => certificateOf(one, at)), ...(backups ?? []).flatMap((one) => backupOf(one, at))]
  if (failedUnits) {
    const says = failedUnits.length === 0 ? 'no unit has failed.' : `${failedUnits.length} units have failed: ${failedUnits.slice(0, 5).join(', ')}.` // prettier-ignore
    measures.push(measure('failed units', [reading(failedUnits.length, 1, NEVER)], minutes(10), says))
  }
  if (cron) {
    const age = Math.max(0, at - cron.lastAt)
    measures.push(measure('cron', [reading(age / hours(1), 3, 26)], minutes(10), `cron ran something ${saySpan(age as Span)} ago.`))
  }
  return measures
}

// By share of its life, as lives become shorter: what renews itself has done so before 30 % are left (causes.md 5.1).
function certificateOf({ path, name, from, until }: NonNullable<HostSample['certificates']>[number], at: number): Measure {
  const left = Math.max(0, until - at)
  const readings = [reading(1 - left / Math.max(1, until - from), 0.7, 0.93), reading(hours(48) / Math.max(1, left), NEVER, 1)]
  const when = left === 0 ? 'has expired' : `ends in ${saySpan(left as Span)}`
  return measure(`certificate ${path}`, readings, hours(1), `the certificate of ${name} in ${path} ${when}.`)
}

function backupOf({ name, at: made, size, before, hours: most }: NonNullable<HostSample['backups']>[number], at: number): Measure[] {
  if (made === null) return [measure(`backup ${name}`, [reading(2, 1, 2)], minutes(10), `there is no backup ${name}.`)]
  const age = Math.max(0, at - made)
  const shrunk = before === null || before === 0 ? 0 : 1 - size / before
  return [
    measure(`backup ${name}`, [reading(age / hours(most), 1, 2)], minutes(10), `the newest backup ${name} is ${saySpan(age as Span)} old.`),
    measure(`backup ${name} size`, [reading(shrunk, 0.5, 0.9)], hours(1), `the newest backup ${name} is ${percent(Math.max(0, shrunk))} smaller than the one before it.`), // prettier-ignore
  ]
}

function queuesOf({ mailQueue, database }: HostSample): Measure[] {
  const measures: Measure[] = []
  if (mailQueue !== null)
    measures.push(measure('mail queue', [reading(mailQueue, 200, 1000)], minutes(5), `${mailQueue} mails wait to leave.`))
  // A number of an error is an answer: it runs.
  if (database) {
    const isGone = !database.reachable && database.error === null
    measures.push(measure('database answers', [reading(isGone ? 1 : 0, 1, NEVER)], minutes(2), `the database ${isGone ? `does not answer: ${database.says}` : 'answers'}.`)) // prettier-ignore
  }
  if (database?.connections != null)
    measures.push(measure('database', [reading(database.connections, 0.8, 0.95)], minutes(2), `${percent(database.connections)} of the database connections are in use.`)) // prettier-ignore
  return measures
}

const percent = (share: number) => `${Math.round(share * 100)} %`
