import { copyFileSync, mkdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readStart, readText } from '../../metrics/files.ts'
import { redact } from '../../redact.ts'
import { Unable } from '../host-hand.ts'
import type { Args, HostHand, Premises } from '../host-hand.ts'
import { placesOf } from '../put-aside.ts'

const TICKS = 100 // a second (proc_pid_stat(5))
const SAME_MS = 5000 // a report counts whole seconds
const POLITE_MS = 5000
const OF_THE_SYSTEM = /^\/(?:usr\/)?(?:s?bin|lib(?:exec|64)?)\/(?!(?:perl|python|php|ruby|node|bash|dash|sh)[\w.-]*$)/

type Process = { readonly start: string; readonly file: string; readonly says: string }

/** The process that is meant, when it is still the same one and may be ended. Interpreters run what anybody wrote; other programs of the system are its own. */
export function findProcess({ pid, started, process: name }: Args, { proc }: Pick<Premises, 'proc'>): Process {
  const stat = readStart(`${proc}/${pid}/stat`)
  const end = stat?.lastIndexOf(')') ?? -1
  if (!stat || end < 0) throw new Unable(`There is no process ${pid} any more.`)
  const [comm, start] = [stat.slice(stat.indexOf('(') + 1, end), stat.slice(end + 2).split(' ')[19]!]
  const booted = Number(/^btime (\d+)$/m.exec(readText(`${proc}/stat`) ?? '')?.[1])
  const isSame = Math.abs((booted + Number(start) / TICKS - Number(started)) * 1000) <= SAME_MS
  if (comm !== name || !isSame) throw new Unable(`Process ${pid} is another one by now: ${comm}.`)
  const uids = /^Uid:\s+(.+)$/m.exec(readStart(`${proc}/${pid}/status`) ?? '')?.[1]?.split(/\s+/) ?? ['0']
  if (Number(pid) < 2 || uids.includes('0')) throw new Unable(`Process ${pid} is root’s: nothing of root’s is ended from afar.`)
  const file = fileOf(`${proc}/${pid}/exe`)
  if (OF_THE_SYSTEM.test(file)) throw new Unable(`Process ${pid} is ${file}, a program of the system: restart its service instead.`)
  const words = (readStart(`${proc}/${pid}/cmdline`) ?? '').replaceAll('\0', ' ').trim()
  return { start, file, says: `process ${pid} of user ${uids[0]}, ${file}: ${redact(words).slice(0, 300)}` }
}

export const stopMiner: HostHand = {
  losesEvidence: true,
  steps(args, premises) {
    const { says } = findProcess(args, premises)
    const { folder } = placesOf(premises, premises.order)
    return [
      { says: `Keep a copy of its program in ${folder}`, act: () => keepProgram(args, premises, folder) },
      { says: `End ${says}`, act: () => end(args, premises) },
    ]
  },
}

// The kernel still has the program when its file was deleted, as intruders do.
function keepProgram({ pid }: Args, { proc }: Premises, folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    copyFileSync(`${proc}/${pid}/exe`, join(folder, 'program'))
    return `Its program is kept in ${folder}.`
  } catch (error) {
    return `Its program could not be kept: ${(error as Error).message}`
  }
}

async function end(args: Args, premises: Premises): Promise<string> {
  const { start, says } = findProcess(args, premises)
  const isThere = () => {
    try {
      return findProcess(args, premises).start === start
    } catch {
      return false
    }
  }
  process.kill(Number(args.pid), 'SIGTERM')
  for (let waited = 0; waited < POLITE_MS && isThere(); waited += 100) await pause(100)
  if (!isThere()) return `Ended ${says}.`
  process.kill(Number(args.pid), 'SIGKILL')
  return `Ended ${says}, which did not want to.`
}

const fileOf = (path: string) => {
  try {
    return readlinkSync(path)
  } catch {
    throw new Unable('What it runs cannot be seen: it is a part of the kernel, or has ended.')
  }
}
