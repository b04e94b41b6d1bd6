import { readdirSync, readlinkSync } from 'node:fs'
import type { Sample } from '@allclear/wire/agent.ts'
import { redact } from '../redact.ts'
import { readStart, readText } from './files.ts'
import type { Roots } from './files.ts'

const TICKS = 100 // a second: USER_HZ of every Linux that Node runs on
const PAGE = 4096
const MOST = 20_000 // processes that are looked at
const TOP = 10

/** The CPU time that each process has used, by pid and the tick of its start: a pid is used again. */
export type ProcessTimes = { readonly at: number; readonly ticks: ReadonlyMap<string, number> }

type Seen = { pid: number; name: string; ticks: number; start: number; memory: number; key: string }

/** Who runs, with the busiest since the look before, and the largest. Secrets are taken out of command lines. */
export function readProcesses(
  roots: Roots,
  at: number,
  before: ProcessTimes | null,
): { processes: Sample['processes']; times: ProcessTimes } {
  const pids = numbersIn(roots.proc)
  const seen = pids.slice(0, MOST).flatMap((pid) => readOne(roots, pid))
  const times = { at, ticks: new Map(seen.map(({ key, ticks }) => [key, ticks])) }
  const seconds = before ? (at - before.at) / 1000 : 0
  const cpuOf = ({ key, ticks }: Seen) => (before && seconds > 0 ? Math.max(0, ticks - (before.ticks.get(key) ?? 0)) / TICKS / seconds : 0)
  const rated = seen.map((one) => ({ ...one, cpu: cpuOf(one) }))
  const busiest = rated.filter(({ cpu }) => cpu > 0.005).sort((a, b) => b.cpu - a.cpu).slice(0, TOP) // prettier-ignore
  const largest = rated.sort((a, b) => b.memory - a.memory).slice(0, 3)
  const uptime = Number((readText(`${roots.proc}/uptime`) ?? '').split(' ')[0])
  const users = usersOf(roots)
  const top = [...new Map([...busiest, ...largest].map((one) => [one.pid, one])).values()].map(({ pid, name, cpu, memory, start }) => ({
    ...{ pid, name, user: userOf(roots, pid, users), cpu: Math.round(cpu * 1000) / 1000, memory, command: commandOf(roots, pid, name) },
    file: fileOf(roots, pid),
    age: Number.isFinite(uptime) ? Math.max(0, Math.round(uptime - start / TICKS)) : 0,
  }))
  return { processes: { count: pids.length, top }, times }
}

function numbersIn(proc: string): number[] {
  try {
    return readdirSync(proc).flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []))
  } catch {
    return []
  }
}

// The name stands in brackets and may hold anything, brackets too; what follows the last one is numbers (proc_pid_stat(5)).
function readOne({ proc }: Roots, pid: number): Seen[] {
  const text = readStart(`${proc}/${pid}/stat`)
  const end = text?.lastIndexOf(')') ?? -1
  if (text === null || end < 0) return []
  const fields = text.slice(end + 2).split(' ')
  const start = Number(fields[19])
  const name = text.slice(text.indexOf('(') + 1, end).slice(0, 60)
  return [
    {
      pid,
      name,
      ticks: Number(fields[11]) + Number(fields[12]),
      start,
      memory: Math.max(0, Number(fields[21])) * PAGE,
      key: `${pid} ${start}`,
    },
  ]
}

const commandOf = ({ proc }: Roots, pid: number, name: string) => {
  const words = (readStart(`${proc}/${pid}/cmdline`) ?? '').replace(/\0+$/, '').replaceAll('\0', ' ')
  return words === '' ? `[${name}]` : redact(words).slice(0, 400)
}

function fileOf({ proc }: Roots, pid: number): string | null {
  try {
    return readlinkSync(`${proc}/${pid}/exe`).slice(0, 300)
  } catch {
    return null
  }
}

function userOf({ proc }: Roots, pid: number, users: ReadonlyMap<string, string>): string {
  const id = /^Uid:\s+(\d+)/m.exec(readStart(`${proc}/${pid}/status`) ?? '')?.[1] ?? '?'
  return users.get(id) ?? id
}

const usersOf = ({ etc }: Roots) =>
  new Map((readText(`${etc}/passwd`) ?? '').split('\n').map((line) => line.split(':')).map(([name, , id]) => [id ?? '', name ?? ''])) // prettier-ignore
