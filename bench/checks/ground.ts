import { execFileSync, fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { foundAuthority } from '../../lab/src/authority.ts'
import type { Order } from './order.ts'

const FLOOR_CHECKS = 600
const NAME = 'site-0.farm.test'
const TICKS = 100 // of CPU time, a second (proc(5))
const FLAGS = ['--max-semi-space-size=2', '--optimize-for-size'] // as `npm start` has them
const here = (name: string) => fileURLToPath(new URL(`./${name}`, import.meta.url))

/** CPU seconds for 1,000 bare checks. */
export type Floor = { readonly https: number; readonly http: number }
/** What the farm has done since it stands. */
export type Counted = { readonly served: number; readonly cpuSeconds: number }
/** How the looks of a program went since it was asked last, and how long after their time they began. */
export type Going = {
  readonly looks: number
  readonly late: number
  readonly wrong: number
  readonly missed: number // turns without a look
  readonly lateMs: Lateness
}
export type Lateness = { readonly median: number; readonly p99: number; readonly p999: number; readonly worst: number }

/** What a bench of checks stands on: a farm of websites in a process of its own, programs that look at it, and the floor of one check in C. */
export async function openGround() {
  const dir = mkdtempSync(join(tmpdir(), 'allclear-farm-'))
  const ca = join(dir, 'ca.pem')
  const authority = await foundAuthority()
  writeFileSync(ca, authority.rootPem)
  const farmer = fork(here('farm.ts'))
  farmer.send(await authority.issue({ names: ['*.farm.test'] }))
  const [ports] = (await once(farmer, 'message')) as [Order['ports']]
  const program = buildFloor(dir)
  return {
    farm: {
      async count(): Promise<Counted> {
        const asked = once(farmer, 'message')
        farmer.send('how many')
        const [{ served, cpu }] = (await asked) as [{ served: number; cpu: NodeJS.CpuUsage }]
        return { served, cpuSeconds: (cpu.user + cpu.system) / 1e6 }
      },
    },
    floor: () => floor(program, ports, ca),
    /** The same bare check over HTTPS, at this rate and not in a row; null where nothing of C was built. */
    floorAt: (perSecond: number) =>
      program === null ? null : bare(program, [String(ports.https), '150', ca, NAME, String(1e6 / perSecond)]),
    /** Starts one of the programs of this folder with its order. */
    async start(name: string, order: Omit<Order, 'ports' | 'ca'>): Promise<ChildProcess> {
      const written = JSON.stringify({ ...order, ports, ca } satisfies Order)
      const env = { ...process.env, LOG_LEVEL: 'error' }
      const child = fork(here(name), [written], { execArgv: FLAGS, env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
      await once(child, 'message')
      return child
    },
    close() {
      farmer.kill()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** Asks a program that looks how it goes. */
export async function goingOf(child: ChildProcess): Promise<Going> {
  const asked = once(child, 'message')
  child.send('how goes it')
  return ((await asked) as [Going])[0]
}

export async function end(child: ChildProcess) {
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000)
  await ended
  clearTimeout(timer)
}

/** CPU seconds of a process and all its threads. */
export function cpuOf({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS
}

/** Where there is no C compiler with OpenSSL the floor is a bare check of `node:tls`, some 15 % dearer. */
function buildFloor(dir: string): string | null {
  try {
    execFileSync('cc', ['-O2', '-o', join(dir, 'floor'), here('floor.c'), '-lssl', '-lcrypto'], { stdio: 'ignore' })
    return join(dir, 'floor')
  } catch {
    process.stderr.write('No C compiler with OpenSSL was found: the floor is a bare check of node:tls, some 15 % above that of C.\n')
    return null
  }
}

function floor(built: string | null, ports: Order['ports'], ca: string): Floor {
  const [program, words] = built === null ? [process.execPath, [here('floor.ts')]] : [built, []]
  return {
    https: bare(program, [...words, String(ports.https), String(FLOOR_CHECKS), ca, NAME]),
    http: bare(program, [...words, String(ports.http), String(FLOOR_CHECKS)]),
  }
}

const bare = (program: string, words: readonly string[]) =>
  (JSON.parse(execFileSync(program, words, { encoding: 'utf8' })) as { cpuPer1000: number }).cpuPer1000
