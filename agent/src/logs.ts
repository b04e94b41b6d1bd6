import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { HostEvent } from '@allclear/wire/agent.ts'
import { followLog } from './log-follower.ts'
import { watchLog } from './log-watch.ts'

// `*` stands for any part of a name; the agent is in the group `adm`, which may read these.
const LOGS = [
  '/var/log/nginx/error.log',
  '/var/log/nginx/*error.log',
  '/var/log/apache2/*error.log',
  '/var/log/httpd/*error_log',
  '/var/log/php*-fpm.log',
  '/var/log/php-fpm/*error.log',
  '/var/log/mysql/error.log',
  '/var/log/mariadb/mariadb.log',
  '/var/log/mail.err',
  '/var/log/kern.log',
]
const MOST = 50
const LOOK_FOR_NEW_MS = 5 * 60_000

/** Follows the error logs of the services that matter, those that come later too. */
export function createLogs(patterns: readonly string[] = LOGS, learnMs?: number) {
  const followed = new Map<string, { follower: ReturnType<typeof followLog>; watch: ReturnType<typeof watchLog> }>()
  let foundAt = -Infinity
  return {
    /** What has happened in them since the last look. */
    look(now: number): HostEvent[] {
      if (now - foundAt >= LOOK_FOR_NEW_MS) {
        foundAt = now
        for (const path of patterns.flatMap(pathsOf))
          if (!followed.has(path) && followed.size < MOST) followed.set(path, { follower: followLog(path), watch: watchLog(path, learnMs) })
      }
      return [...followed.values()].flatMap(({ follower, watch }) => watch.hear(follower.lines(), now)).slice(0, 10)
    },
  }
}

function pathsOf(pattern: string): string[] {
  const [folder, name] = [dirname(pattern), basename(pattern)]
  if (!name.includes('*')) return existsSync(pattern) ? [pattern] : []
  const [start = '', end = ''] = name.split('*')
  try {
    return readdirSync(folder)
      .filter((one) => one.startsWith(start) && one.endsWith(end) && one.length >= start.length + end.length)
      .map((one) => join(folder, one))
  } catch {
    return []
  }
}
