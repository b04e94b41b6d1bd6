import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, chmod, mkdir, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { globSync } from 'node:fs'
import { promisify } from 'node:util'
import { freePort } from '../../hub/src/network/free-port.double.ts'
import type { Roll } from '../../hub/test/stories/dice.ts'
import { startPostgres } from './throw-away-postgres.ts'

const run = promisify(execFile)
const MOST_COMMITS = 30

/** A PostgreSQL whose standby has every commit before it is answered, behind an address that leads to whichever of the two is alive. */
export type Pair = AsyncDisposable & {
  readonly url: string
  /** Waits for a commit, cuts every connection before its answer comes back, kills the primary and promotes the standby. */
  failOver(): Promise<void>
  said(): string
}

/** Starts a primary and a synchronous standby, and a link that both hubs go through. */
export async function openPair(roll: Roll): Promise<Pair> {
  await using ends = new AsyncDisposableStack()
  const primary = ends.use(await startPostgres('primary'))
  const programs = globSync('/usr/lib/postgresql/*/bin').toSorted().at(-1)!
  const isRoot = process.getuid?.() === 0
  const asPostgres = (...words: string[]) =>
    run(isRoot ? 'runuser' : words[0]!, isRoot ? ['-u', 'postgres', '--', ...words] : words.slice(1), { cwd: '/' })
  const sqlOn = (url: string, words: string) => run(`${programs}/psql`, ['-qc', words, url])
  const home = `${primary.home}-standby`
  await mkdir(home, { recursive: true })
  if (isRoot) await run('chown', ['postgres:', home])
  await chmod(home, 0o755)
  const data = `${home}/data`
  const standbyPort = await freePort()
  ends.defer(async () => {
    await asPostgres(`${programs}/pg_ctl`, '-D', data, '-m', 'immediate', 'stop').catch(() => undefined)
    await rm(home, { recursive: true, force: true })
  })
  await asPostgres(`${programs}/pg_basebackup`, '-R', '-X', 'stream', '-D', data, '-d', primary.url)
  await appendFile(`${data}/postgresql.auto.conf`, `port = ${standbyPort}\nunix_socket_directories = '${home}'\n`)
  await asPostgres(
    `${programs}/pg_ctl`,
    '-D',
    data,
    '-w',
    '-l',
    `${data}/server.log`,
    '-o',
    `-p ${standbyPort} -k ${home} -c listen_addresses=127.0.0.1`,
    'start',
  )
  await sqlOn(primary.url, "alter system set synchronous_standby_names = '*'")
  await sqlOn(primary.url, 'select pg_reload_conf()')

  const link = await openLink(Number(new URL(primary.url).port))
  ends.defer(() => link.close())
  const url = new URL(primary.url)
  url.port = String(link.port)
  const kept = ends.move()
  let said = 'no failover'
  return {
    url: url.href,
    async failOver() {
      const nth = 1 + roll.upTo(MOST_COMMITS)
      await link.cutAtCommit(nth)
      const began = Date.now()
      await primary[Symbol.asyncDispose]()
      await asPostgres(`${programs}/pg_ctl`, '-D', data, '-w', 'promote')
      link.leadTo(standbyPort)
      said = `the connection was cut after commit ${nth} had been sent; the standby was promoted ${((Date.now() - began) / 1000).toFixed(1)} s later`
    },
    said: () => said,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

// A query of one word, as the store sends it: the message 'Q', its length, the word and a zero byte.
const COMMIT = Buffer.from('Q\0\0\0\x0bcommit\0', 'latin1')

async function openLink(firstPort: number) {
  let target: number | null = firstPort
  let commits = 0
  let atCommit = Promise.withResolvers<void>()
  const open = new Set<Socket>()
  const cut = () => {
    target = null
    for (const socket of open) socket.destroy()
  }
  const server = createServer((near) => {
    if (target === null) return void near.destroy()
    const far = connect(target, '127.0.0.1')
    for (const socket of [near, far])
      open.add(socket.on('error', () => {}).on('close', () => (open.delete(socket), near.destroy(), far.destroy())))
    let isCut = false
    near.on('data', (chunk: Buffer) => {
      far.write(chunk)
      if (commits === 0 || !chunk.includes(COMMIT) || --commits > 0) return
      isCut = true // it has been sent; the answer is lost
      setTimeout(() => (cut(), atCommit.resolve()), 5)
    })
    far.on('data', (chunk) => void (isCut || near.write(chunk)))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    leadTo: (port: number) => (target = port),
    cutAtCommit(nth: number): Promise<void> {
      atCommit = Promise.withResolvers<void>()
      commits = nth
      return atCommit.promise
    },
    async close() {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
