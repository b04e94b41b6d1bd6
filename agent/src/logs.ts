import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { HostEvent, Sample } from '@allclear/wire/agent.ts'
import { watchCron } from './cron-watch.ts'
import { followJournal } from './journal.ts'
import type { JournalLine } from './journal.ts'
import { followLog } from './log-follower.ts'
import type { LogPlace } from './log-follower.ts'
import { watchLog } from './log-watch.ts'
import type { LogMemory } from './log-watch.ts'
import { watchLogins } from './login-watch.ts'
import type { LoginMemory } from './login-watch.ts'
import { readText } from './metrics/files.ts'
import { watchVisitors } from './visitors.ts'
import { writeWhole } from './write-whole.ts'

const KERNEL = '/var/log/kern.log'

/** Where logs are; tests give places of their own. `*` stands for any part of a name; the agent is in the group `adm`, which may read these. */
export type LogPlaces = Readonly<Record<Role, readonly string[]>> & { readonly journal: string } // journal: the program that reads it

type Role = 'errors' | 'ssh' | 'mail' | 'cron' | 'access'

export const LOGS: LogPlaces = {
  errors: [
    '/var/log/nginx/error.log',
    '/var/log/nginx/*error.log',
    '/var/log/apache2/*error.log',
    '/var/log/httpd/*error_log',
    '/var/log/php*-fpm.log',
    '/var/log/php-fpm/*error.log',
    '/var/log/mysql/error.log',
    '/var/log/mariadb/mariadb.log',
    '/var/log/mail.err',
    KERNEL,
  ],
  ssh: ['/var/log/auth.log', '/var/log/secure'],
  mail: ['/var/log/mail.log', '/var/log/maillog'],
  cron: ['/var/log/cron', '/var/log/cron.log'],
  access: ['/var/log/nginx/*access.log', '/var/log/apache2/*access.log', '/var/log/httpd/*access_log', '/usr/local/lsws/logs/access.log'],
  journal: '/usr/bin/journalctl',
}

const MOST = 50
const LOOK_FOR_NEW_MS = 5 * 60_000
const JOURNAL_EVERY_MS = 60_000
const PRIORITIES = ['emerg', 'alert', 'crit', 'error']
const JOURNAL = 'journal'
// Whose lines are read, of a log that many write to.
const WHO = { ssh: /^sshd(-session)?$/, mail: /^dovecot$/, cron: /^CROND?$/ } as const
// A line of syslog: when, where, who, and then what is said.
const SYSLOG = /^(?:\w{3} [ \d]\d [\d:]{8}|\d{4}-\d\d-\d\dT\S+) \S+ (?<from>[\w./-]+?)(?:\[\d+\])?: (?<text>.*)$/

type Kept = {
  readonly places: Readonly<Record<string, LogPlace | null>>
  readonly usual: Readonly<Record<string, LogMemory | null>>
  readonly logins: LoginMemory | null
  readonly cursor: string | null
}

type Options = { readonly file: string; readonly places?: LogPlaces; readonly learnMs?: number }

/**
 * Follows the error logs of the services that matter, those that come later too, the access logs, who logs in, cron, and the journal. `file` keeps how far each has been
 * read, so that nothing is lost or told twice when the agent is restarted (MON-7).
 */
export function createLogs({ file, places = LOGS, learnMs }: Options) {
  const kept = read(file)
  const followed = new Map<string, { readonly role: Role; readonly follower: ReturnType<typeof followLog> }>()
  const watches = new Map<string, ReturnType<typeof watchLog>>()
  const [logins, cron, journal] = [watchLogins(kept.logins), watchCron(), followJournal(kept.cursor, places.journal)]
  const visitors = watchVisitors()
  let waiting: HostEvent[] = []
  let [foundAt, journalAt, written] = [-Infinity, -Infinity, '']

  const find = () => {
    for (const role of ['ssh', 'mail', 'cron', 'errors', 'access'] as const)
      for (const path of places[role].flatMap(pathsOf))
        if (!followed.has(path) && followed.size < MOST) followed.set(path, { role, follower: followLog(path, kept.places[path]) })
  }
  const watchOf = (name: string) => {
    const watch = watches.get(name) ?? watchLog(name, learnMs, kept.usual[name])
    watches.set(name, watch)
    return watch
  }
  const hear = (role: keyof typeof WHO, lines: readonly string[], now: number): HostEvent[] => {
    if (role !== 'cron') return logins.hear(lines, now)
    cron.hear(lines, now)
    return []
  }
  const hearJournal = (lines: readonly JournalLine[], now: number): HostEvent[] => {
    // What has a log of its own is read there, and not twice.
    const roles = (['ssh', 'mail', 'cron'] as const).filter((role) => ![...followed.values()].some((one) => one.role === role))
    const heard = roles.flatMap((role) => hear(role, lines.filter(({ from }) => WHO[role].test(from)).map(({ text }) => text), now)) // prettier-ignore
    const errors = lines.filter(({ from, priority }) => priority < PRIORITIES.length && !(from === 'kernel' && followed.has(KERNEL)))
    return [...heard, ...watchOf(JOURNAL).hear(errors.map(({ from, priority, text }) => `${from} [${PRIORITIES[priority]}] ${text}`), now)] // prettier-ignore
  }

  return {
    /** What has happened in them since the last look. */
    look(now: number): HostEvent[] {
      if (now - foundAt >= LOOK_FOR_NEW_MS) {
        foundAt = now
        find()
      }
      const asked = [...followed.values()].filter(({ role }) => role === 'access')
      if (asked.length > 0) visitors.hear(asked.flatMap(({ follower }) => follower.lines()), now) // prettier-ignore
      const heard = [...followed].flatMap(([path, { role, follower }]) => {
        if (role === 'access') return []
        return role === 'errors' ? watchOf(path).hear(follower.lines(), now) : hear(role, saidBy(WHO[role], follower.lines()), now)
      })
      const events = [...waiting, ...heard]
      waiting = events.slice(10)
      return events.slice(0, 10)
    },
    /** Reads the journal once a minute; what it is worth is told with the next look. */
    async readJournal(now: number): Promise<void> {
      if (now - journalAt < JOURNAL_EVERY_MS) return
      journalAt = now
      const lines = await journal.lines()
      waiting.push(...hearJournal(lines, now))
    },
    cron: (): Sample['cron'] => cron.last(),
    visitors: (): Sample['visitors'] => visitors.last(),
    /** Keeps how far all has been read; called once what was told is safe. */
    keep(): void {
      const usual = Object.fromEntries([...watches].map(([name, watch]) => [name, watch.memory()]))
      const read = Object.fromEntries([...followed].map(([path, { follower }]) => [path, follower.place()]))
      const text = JSON.stringify({ places: read, usual, logins: logins.memory(), cursor: journal.cursor() } satisfies Kept)
      if (text === written) return
      writeWhole(file, text)
      written = text
    },
  }
}

const saidBy = (who: RegExp, lines: readonly string[]) =>
  lines.flatMap((line) => {
    const { from = '', text = '' } = SYSLOG.exec(line)?.groups ?? {}
    return who.test(from) ? [text] : []
  })

function read(file: string): Kept {
  const nothing = { places: {}, usual: {}, logins: null, cursor: null }
  try {
    return { ...nothing, ...(JSON.parse(readText(file) ?? '{}') as Kept) }
  } catch {
    return nothing
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
