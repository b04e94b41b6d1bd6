import { runProgram } from '../run-program.ts'
import type { Ran } from '../run-program.ts'

type Args = Readonly<Record<string, string>>

/** A program and its arguments, by an absolute path: nothing here is ever read by a shell. */
export type Command = { readonly program: string; readonly args: readonly string[]; readonly timeoutMs: number; readonly mayFail?: boolean }

/** Something that may be done on a host. It is compiled in: an order names it and fills in its arguments, and can bring nothing else. */
export type HostAction = {
  readonly takes: Readonly<Record<string, RegExp>> // every argument, none beside
  readonly byAgent?: boolean // needs no root
  readonly losesEvidence?: boolean // what is in memory is gone afterwards
  commands(args: Args): readonly Command[]
}

const MINUTE = 60_000
const UNIT =
  /^(nginx|apache2|httpd|lsws|lshttpd|openlitespeed|php(\d\.\d)?-fpm|php-fpm|mariadb|mysql|mysqld|postgresql|redis|redis-server|memcached|varnish)$/
const NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/
const systemctl = (...args: string[]): Command => ({ program: '/usr/bin/systemctl', args, timeoutMs: 2 * MINUTE })

/** Everything an agent may ever do. */
export const CATALOGUE: Readonly<Record<string, HostAction>> = {
  snapshot: { takes: {}, byAgent: true, commands: () => [] },
  'restart-service': {
    takes: { unit: UNIT },
    losesEvidence: true,
    commands: ({ unit }) => [systemctl('restart', `${unit}.service`), systemctl('is-active', `${unit}.service`)],
  },
  'reload-service': {
    takes: { unit: UNIT },
    commands: ({ unit }) => [systemctl('reload', `${unit}.service`), systemctl('is-active', `${unit}.service`)],
  },
  'renew-certificate': {
    takes: { name: NAME },
    commands: ({ name }) => [
      {
        program: '/usr/bin/certbot',
        args: ['renew', '--cert-name', name!, '--non-interactive', '--no-random-sleep-on-renew'],
        timeoutMs: 5 * MINUTE,
      },
      ...['nginx', 'apache2', 'httpd'].map((unit) => ({ ...systemctl('try-reload-or-restart', `${unit}.service`), mayFail: true })),
    ],
  },
  // What can be made again, and nothing that anybody wrote: old lines of the journal and downloaded packages.
  'free-disk-space': {
    takes: {},
    commands: () => [
      { program: '/usr/bin/journalctl', args: ['--vacuum-size=200M'], timeoutMs: MINUTE, mayFail: true },
      { program: '/usr/bin/apt-get', args: ['clean'], timeoutMs: MINUTE, mayFail: true },
      { program: '/usr/bin/dnf', args: ['clean', 'packages'], timeoutMs: MINUTE, mayFail: true },
    ],
  },
}

/** Runs the commands of an action one after another until one fails that may not. */
export async function runCommands(
  commands: readonly Command[],
  run: (command: Command) => Promise<Ran> = start,
): Promise<{ isDone: boolean; output: string }> {
  const said: string[] = []
  let anyRan = false
  for (const command of commands) {
    const { code, output } = await run(command)
    if (code !== 127)
      said.push(`$ ${[command.program, ...command.args].join(' ')}\n${output.trim()}${code === 0 ? '' : `\n(ended with ${code})`}`)
    anyRan ||= code === 0
    if (code !== 0 && !command.mayFail) return { isDone: false, output: said.join('\n') || `${command.program} is not here.` }
  }
  return { isDone: anyRan, output: said.join('\n') }
}

const start = ({ program, args, timeoutMs }: Command) => runProgram(program, args, timeoutMs)
