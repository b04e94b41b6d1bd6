import { readdirSync, readFileSync } from 'node:fs'

type Seen = { readonly pid: number; readonly parent: number; readonly state: string }

// proc(5): the name of a program stands in brackets and may hold anything, so what follows its last bracket is read.
function look(pid: number): Seen | null {
  try {
    const [state = '', parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
    return { pid, parent: Number(parent), state }
  } catch {
    return null // it ended between the two looks
  }
}

/** Whether a process runs; one that ended and waits for its parent does not. */
export const isRunning = (pid: number): boolean => !['Z', 'X', ''].includes(look(pid)?.state ?? '')

/** The process and every process that came of it, as they stand now. */
export function familyOf(pid: number): readonly number[] {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (look(Number(name)) ?? []) : []))
  const childrenOf = (parent: number): number[] =>
    all.filter((one) => one.parent === parent).flatMap((one) => [one.pid, ...childrenOf(one.pid)])
  return [pid, ...childrenOf(pid)]
}

/** What a process holds in memory, in MiB. */
export function residentMiB(pid: number): number {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kib) / 1024
}
