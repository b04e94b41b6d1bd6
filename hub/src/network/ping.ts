import { execFile } from 'node:child_process'
import { addressesOf, familiesOf } from './connect.ts'
import type { Way } from './connect.ts'
import { readHost } from './host.ts'
import type { Pinged, Target } from './network.ts'

const ECHOES = 3
const SECONDS = 5
const MOST_OUTPUT = 16_384

/** Three echoes of one address, judged before it is asked. `program` is the system's unless a test says otherwise. */
export async function ping(way: Way, target: Omit<Target, 'port'>, signal: AbortSignal, program = 'ping'): Promise<Pinged> {
  const host = readHost(target.host)
  if (host === null) return { ok: false, code: 'url_invalid', message: `${target.host} is no host name`, address: null }
  let first: Pinged | null = null
  for (const family of familiesOf(host, target)) {
    const found = await addressesOf(way, host, family, target, signal)
    if (found.ok) return echo(program, found.addresses[0]!, family, signal)
    first ??= { ...found, address: null }
  }
  return first!
}

// Fixed arguments, no shell: the address is one that was read as such.
function echo(program: string, address: string, family: 4 | 6, signal: AbortSignal): Promise<Pinged> {
  const { promise, resolve } = Promise.withResolvers<Pinged>()
  const args = [`-${family}`, '-n', '-q', '-c', String(ECHOES), '-w', String(SECONDS), address]
  execFile(
    program,
    args,
    { signal, timeout: (SECONDS + 1) * 1000, maxBuffer: MOST_OUTPUT, env: { PATH: process.env['PATH'], LC_ALL: 'C' } },
    (error, stdout) => {
      const counts = /(\d+) packets transmitted, (\d+) (?:packets )?received/.exec(stdout)
      if (counts) return resolve({ ok: true, address, sent: Number(counts[1]), answered: Number(counts[2]), averageMs: averageIn(stdout) })
      if ((error as NodeJS.ErrnoException | null)?.code === 'ENOENT')
        return resolve({
          ok: false,
          code: 'ping_missing',
          address,
          message: 'The program ping is not installed here: apt-get install iputils-ping',
        })
      resolve({
        ok: false,
        code: signal.aborted ? 'aborted' : 'ping_unusable',
        message: 'The program ping could not do its work here',
        address,
      })
    },
  )
  return promise
}

const averageIn = (stdout: string) => {
  const said = /= [\d.]+\/([\d.]+)\//.exec(stdout)
  return said ? Math.round(Number(said[1])) : null
}
