import type { Sample } from '@allclear/wire/agent.ts'
import { runProgram } from '../run-program.ts'
import { NO_OWN_FILE } from '../own-file.ts'
import type { OwnFile } from '../own-file.ts'
import { askMysql } from './ask-mysql.ts'
import { askPhpFpm } from './ask-php-fpm.ts'
import { askPostgres } from './ask-postgres.ts'
import { askRedis } from './ask-redis.ts'
import { createWebServerLook } from './ask-web-server.ts'
import { readBackups } from './read-backups.ts'
import { readCertificates } from './read-certificates.ts'
import { readMailQueue } from './read-mail-queue.ts'
import { readText } from './files.ts'
import type { Roots } from './files.ts'
import { readHardening } from './read-hardening.ts'
import { readLitespeed } from './read-litespeed.ts'
import { noticeStopped } from './notice-stopped.ts'

type Slow = Pick<
  Sample,
  'database' | 'failedUnits' | 'outOfMemory' | 'hardening' | 'services' | 'mail' | 'mailQueue' | 'certificates' | 'backups'
>

const MINUTE_MS = 60_000
const KILLED = /^(?<at>\d+(?:\.\d+)?) .*(?:Out of memory|Memory cgroup out of memory): Killed process \d+ \((?<process>[^)]{1,60})\)/
const REMEMBERED_MS = 15 * MINUTE_MS

/** What takes more than a glance: asked beside the looks, each as seldom as it changes, and the last answer is used. */
export function createSlowLooks(roots: Roots, web: readonly string[] = [], own: OwnFile = NO_OWN_FILE) {
  const [webServer, withStopped] = [createWebServerLook(own.status), noticeStopped()]
  const everyTime = async (now: number) => ({
    database: await askMysql(own.databaseUser === null ? null : { user: own.databaseUser, password: own.databasePassword }),
    services: withStopped(
      [
        ...(await Promise.all([askPostgres(own.databaseUser), askRedis(), askPhpFpm(roots), webServer.ask(now)])).flat(),
        ...readLitespeed(now),
      ],
      now,
    ),
  })
  const mail = async () => {
    const queue = await readMailQueue()
    return { mail: queue, mailQueue: queue?.waiting ?? null }
  }
  const files = () => ({ certificates: readCertificates(roots, own.certificates), backups: readBackups(own.backups) })
  const looks: readonly { readonly everyMs: number; readonly look: (now: number) => Partial<Slow> | Promise<Partial<Slow>> }[] = [
    { everyMs: 0, look: everyTime },
    { everyMs: 0, look: createKillLook(roots) },
    { everyMs: MINUTE_MS, look: mail },
    { everyMs: 5 * MINUTE_MS, look: async () => ({ failedUnits: await readFailedUnits() }) },
    { everyMs: 10 * MINUTE_MS, look: files },
    { everyMs: 360 * MINUTE_MS, look: async () => ({ hardening: await readHardening(roots, web) }) },
  ]
  const lookedAt = looks.map(() => -Infinity)
  let seen: Slow = {
    ...{ database: null, failedUnits: null, outOfMemory: null, hardening: null, services: null },
    ...{ mail: null, mailQueue: null, certificates: null, backups: null },
  }
  return {
    last: (): Slow => seen,
    async look(now: number): Promise<void> {
      for (const [n, { everyMs, look }] of looks.entries()) {
        if (now - lookedAt[n]! < everyMs) continue
        lookedAt[n] = now
        const more = await look(now)
        seen = { ...seen, ...more }
      }
    },
  }
}

// The kernel counts what it ends; only when it has ended something is its log asked for names.
function createKillLook(roots: Roots) {
  let kills: number | null = null
  let killed: NonNullable<Sample['outOfMemory']> = []
  return async (now: number): Promise<Pick<Slow, 'outOfMemory'>> => {
    const count = killsIn(readText(`${roots.proc}/vmstat`))
    const fresh = kills !== null && count !== null && count > kills ? await readKilled(now) : []
    kills = count ?? kills
    killed = [...killed.filter(({ at }) => now - at < REMEMBERED_MS), ...fresh].slice(-20)
    return { outOfMemory: killed }
  }
}

const killsIn = (vmstat: string | null) => {
  const count = /^oom_kill (\d+)$/m.exec(vmstat ?? '')?.[1]
  return count === undefined ? null : Number(count)
}

async function readFailedUnits(): Promise<string[] | null> {
  const { code, output } = await runProgram(
    '/usr/bin/systemctl',
    ['list-units', '--state=failed', '--plain', '--no-legend', '--no-pager'],
    5000,
  )
  return code === 0 ? output.split('\n').flatMap((line) => line.trim().split(/\s+/)[0] || []).slice(0, 50) : null // prettier-ignore
}

async function readKilled(now: number): Promise<NonNullable<Sample['outOfMemory']>> {
  const { code, output } = await runProgram('/usr/bin/journalctl', ['-k', '-q', '-o', 'short-unix', '--since', '-2min', '--no-pager'], 5000)
  const named = code === 0 ? killedIn(output) : []
  return named.length > 0 ? named : [{ at: now, process: 'a process that the log does not name' }]
}

/** Whom the kernel has ended for want of memory, by its log (mm/oom_kill.c). */
export const killedIn = (log: string) =>
  log.split('\n').flatMap((line) => {
    const { at, process } = KILLED.exec(line)?.groups ?? {}
    return at === undefined ? [] : [{ at: Math.round(Number(at) * 1000), process: process! }]
  })
