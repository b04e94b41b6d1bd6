import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, listening } from '../network/free-port.double.ts'

/** A real server of Debian's: what has to be there, how its files are laid out, and how it is started. */
type Daemon = {
  readonly program: string
  readonly from: string // the package it comes from
  prepare?(root: string): void
  command(root: string, port: number): readonly string[]
}

const run = (program: string, ...words: readonly string[]) => {
  const { status, stderr } = spawnSync(program, words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program}: ${stderr}`)
}

export const redisServer: Daemon = {
  program: '/usr/bin/redis-server',
  from: 'redis-server',
  command: (root, port) => ['--port', String(port), '--bind', '127.0.0.1', '--dir', root, '--save', '', '--requirepass', 'secret'],
}

export const sshServer: Daemon = {
  program: '/usr/sbin/sshd',
  from: 'openssh-server',
  prepare: (root) => run('/usr/bin/ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', join(root, 'key')),
  command: (root, port) => [
    '-D',
    '-f',
    '/dev/null',
    '-h',
    join(root, 'key'),
    '-p',
    String(port),
    '-o',
    'ListenAddress=127.0.0.1',
    '-o',
    'PidFile=none',
  ],
}

export const mariadbServer: Daemon = {
  program: '/usr/sbin/mariadbd',
  from: 'mariadb-server-core',
  // Without tables of its own for rights: nobody logs in here.
  command: (root, port) => [
    ...['--no-defaults', '--skip-grant-tables', '--user=root', `--datadir=${root}`, `--socket=${join(root, 'socket')}`],
    ...[`--port=${port}`, '--bind-address=127.0.0.1', '--innodb-buffer-pool-size=8M', '--innodb-log-file-size=4M'],
  ],
}

/** Why a test that needs this server cannot run here; false when it can. */
export const without = ({ program, from }: Daemon): string | false =>
  existsSync(program) ? false : `${program} is not installed: apt-get install ${from}`

/** Starts one on a free port of this machine, in a directory of its own; gone when it is disposed of. */
export async function startDaemon(daemon: Daemon) {
  const root = await mkdtemp(join(tmpdir(), 'allclear-daemon-'))
  await chmod(root, 0o755)
  await mkdir('/run/sshd', { recursive: true, mode: 0o755 }).catch(() => undefined) // without it sshd does not start
  daemon.prepare?.(root)
  const port = await freePort()
  const server = spawn(daemon.program, daemon.command(root, port), { stdio: 'ignore' })
  await listening(port, server)
  return {
    port,
    async [Symbol.asyncDispose]() {
      const ended = once(server, 'exit')
      server.kill('SIGKILL')
      await ended
      await rm(root, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
