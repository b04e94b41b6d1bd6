import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { once } from 'node:events'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { followLog } from '../agent/src/log-follower.ts'
import { watchLogins } from '../agent/src/login-watch.ts'
import { askMysql } from '../agent/src/metrics/ask-mysql.ts'
import { askPhpFpm } from '../agent/src/metrics/ask-php-fpm.ts'
import { askPostgres } from '../agent/src/metrics/ask-postgres.ts'
import { createWebServerLook } from '../agent/src/metrics/ask-web-server.ts'
import { noticeStopped } from '../agent/src/metrics/notice-stopped.ts'
import { ROOTS } from '../agent/src/metrics/files.ts'
import { readDisks } from '../agent/src/metrics/read-disks.ts'
import { readLoad } from '../agent/src/metrics/read-load.ts'
import { readMailQueue } from '../agent/src/metrics/read-mail-queue.ts'
import { readProcesses } from '../agent/src/metrics/read-processes.ts'
import { CLAMAV, scanFiles } from '../agent/src/scan/scan-files.ts'
import { watchScans } from '../agent/src/scan/watch-scans.ts'
import { watchSpam } from '../agent/src/spam-watch.ts'
import { watchVisitors } from '../agent/src/visitors.ts'
import { diagnose } from '../hub/src/domain/diagnosis/diagnose.ts'
import { evidence, pageSaying } from '../hub/src/domain/diagnosis/evidence.double.ts'
import { sampleOf } from '../hub/src/domain/host/sample.double.ts'
import { freePort } from '../hub/src/network/free-port.double.ts'
import type { BusyProcess, HostSample } from '../hub/src/domain/host/sample.ts'

/**
 * The agent's readers against the real thing (causes.md 6: 53, 54, 69 to 72, 74): PostgreSQL, MariaDB, nginx, PHP-FPM, Postfix and Dovecot as this machine has them, a small
 * file system that is full, bounded loops, a harmless program that poses as a miner, and ClamAV (`CLAMSCAN` names another place of it). Installs nothing; what is not here is named and passed over.
 * Everything lies in a folder of its own and ends with the trial. Linux, as root.
 */
type Trial = { readonly name: string; readonly needs: readonly string[]; run(): Promise<readonly [what: string, isRight: boolean][]> }

const folder = mkdtempSync(join(tmpdir(), 'allclear-services-'))
chmodSync(folder, 0o755) // daemons run as users of their own
const running: ChildProcess[] = []
const start = (program: string, args: readonly string[], more: { uid?: number; gid?: number; argv0?: string } = {}) => {
  const child = spawn(program, args, { stdio: 'ignore', cwd: folder, ...more })
  running.push(child)
  return child
}
const patiently = async <T>(look: () => Promise<T | null> | T | null): Promise<T> => {
  for (let n = 0; n < 100; n++, await pause(200)) {
    const seen = await look()
    if (seen !== null) return seen
  }
  throw new Error('it did not come to pass within 20 s')
}
const causeOf = (sample: Partial<HostSample>, status: number) => {
  const host = { name: 'here', silentFor: null, sample: sampleOf(sample), siblings: { sites: 1, failing: 0 } }
  const says = status === 500 && sample.services ? 'Error establishing a database connection' : 'Internal Server Error'
  return diagnose(evidence({ page: pageSaying('Error', says, { status }), host })).cause
}
const verdict = (sample: Partial<HostSample>, cause: string, status = 500): [string, boolean] => {
  const said = causeOf(sample, status)
  return [`verdict ${said}`, said === cause]
}

const postgres: Trial = {
  name: 'PostgreSQL: its connections, too many of them, and its end',
  needs: ['/usr/local/bin/initdb', '/usr/local/bin/postgres', '/usr/bin/psql'],
  async run() {
    const [data, sockets] = [join(folder, 'pg'), join(folder, 'pgs')]
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))) as [number, number]
    for (const path of [data, sockets]) {
      mkdirSync(path)
      chownSync(path, uid, gid)
    }
    execFileSync('/usr/local/bin/initdb', ['-D', data, '--auth=trust', '--no-sync'], { uid, gid, cwd: sockets, stdio: 'ignore' })
    const settings = ['listen_addresses=', `unix_socket_directories=${sockets}`, 'max_connections=12', 'fsync=off']
    const server = start('/usr/local/bin/postgres', ['-D', data, ...settings.flatMap((one) => ['-c', one])], { uid, gid })
    const ask = async (user: string | null) => (await askPostgres(user, [sockets]))[0] ?? null
    const quiet = await patiently(async () => ((await ask('postgres'))?.used === undefined ? null : ask('postgres')))
    const silently = await ask(null)
    for (let n = 0; n < 8; n++) start('/usr/bin/psql', ['-h', sockets, '-U', 'postgres', '-c', 'select pg_sleep(60)'])
    const busy = await patiently(async () => (((await ask('postgres'))?.used ?? 0) >= 0.7 ? ask('postgres') : null))
    for (let n = 0; n < 6; n++) start('/usr/bin/psql', ['-h', sockets, '-U', 'postgres', '-c', 'select pg_sleep(60)'])
    const full = await patiently(async () => ((await ask('postgres'))?.used === 1 ? ask('postgres') : null))
    server.kill('SIGKILL')
    await once(server, 'exit')
    const gone = await ask(null)
    return [
      [`at rest: ${quiet.says}`, quiet.reachable && quiet.used !== null && quiet.used < 0.3],
      [`without a user: ${silently?.says}`, silently?.reachable === true],
      [`eight sessions: ${busy.says}`, busy.reachable],
      [`all taken: ${full.says}`, full.reachable],
      [`killed: ${gone?.says}`, gone?.reachable === false],
      verdict({ services: [gone!], database: null }, 'host.db_down'),
    ]
  },
}

const mariadb: Trial = {
  name: 'MariaDB: its connections by socket and by password, too many of them, and its end',
  needs: ['/usr/sbin/mariadbd', '/usr/share/mysql/mysql_system_tables.sql'],
  async run() {
    const [data, socket, first] = [join(folder, 'mysql'), join(folder, 'mysql.sock'), join(folder, 'first.sql')]
    const user = execFileSync('id', ['-un'], { encoding: 'utf8' }).trim()
    mkdirSync(data)
    const tables = ['mysql_system_tables.sql', 'mysql_system_tables_data.sql'].map((name) =>
      readFileSync(`/usr/share/mysql/${name}`, 'utf8'),
    )
    const input = ['create database mysql;', 'use mysql;', `set @auth_root_socket='${user}';`, ...tables].join('\n')
    execFileSync('/usr/sbin/mariadbd', ['--no-defaults', '--bootstrap', `--datadir=${data}`, `--user=${user}`], { input, stdio: ['pipe', 'ignore', 'ignore'] }) // prettier-ignore
    writeFileSync(first, "create user watcher@localhost identified via mysql_native_password using password('right');\n")
    const settings = ['--no-defaults', `--datadir=${data}`, `--socket=${socket}`, '--skip-networking', `--user=${user}`, '--max-connections=10', `--init-file=${first}`, '--connect-timeout=60'] // prettier-ignore
    const server = start('/usr/sbin/mariadbd', settings)
    const ask = (who: string | null, password = '') => askMysql(who === null ? null : { user: who, password }, [socket], [])
    const quiet = await patiently(async () => (existsSync(socket) && (await ask('watcher', 'right'))?.connections != null ? ask('watcher', 'right') : null)) // prettier-ignore
    const bySocket = await ask(user)
    const wrong = await ask('watcher', 'wrong')
    const held = [...Array(7).keys()].map(() => connect(socket))
    const busy = await patiently(async () => (((await ask('watcher', 'right'))?.connections ?? 0) >= 0.7 ? ask('watcher', 'right') : null))
    held.push(...[...Array(6).keys()].map(() => connect(socket)))
    const full = await patiently(async () => ((await ask(null))?.error === 1040 ? ask(null) : null))
    for (const line of held) line.destroy()
    server.kill('SIGKILL')
    await once(server, 'exit')
    const gone = await ask(null)
    return [
      [`at rest, by password: ${quiet.connections} of its connections`, quiet.connections! < 0.3],
      [`by the socket: ${bySocket?.connections}`, bySocket?.connections != null],
      [`with a wrong password: ${wrong?.says}`, wrong?.reachable === true && wrong.connections === null],
      [`seven more: ${busy.connections}`, busy.connections! < 1],
      [`all taken: ${full.error} ${full.says}`, !full.reachable],
      verdict({ database: full }, 'hosting.capacity'),
      [`killed: ${gone?.says}`, gone?.reachable === false],
      verdict({ database: gone }, 'host.db_down'),
    ]
  },
}

const PHP_FPM = existsSync('/usr/sbin') ? readdirSync('/usr/sbin').find((name) => /^php-fpm\d/.test(name)) : undefined

const web: Trial = {
  name: 'nginx and PHP-FPM: connections, workers, who asks for what, all workers busy, and their end',
  needs: ['/usr/sbin/nginx', PHP_FPM === undefined ? '/usr/sbin/php-fpm' : `/usr/sbin/${PHP_FPM}`],
  async run() {
    const [port, socket, log, etc] = [await freePort(), join(folder, 'php.sock'), join(folder, 'access.log'), join(folder, 'etc')]
    mkdirSync(join(etc, 'php-fpm.d'), { recursive: true })
    const pool = `[www]\nlisten = ${socket}\nlisten.mode = 0666\nuser = www-data\ngroup = www-data\npm = static\npm.max_children = 2\npm.status_path = /fpm\n`
    writeFileSync(join(etc, 'php-fpm.d', 'www.conf'), pool)
    writeFileSync(
      join(folder, 'fpm.conf'),
      `[global]\nerror_log = ${join(folder, 'fpm.log')}\ndaemonize = no\ninclude = ${etc}/php-fpm.d/*.conf\n`,
    )
    writeFileSync(join(folder, 'slow.php'), '<?php sleep(15);')
    const php = 'fastcgi_pass unix:SOCKET; fastcgi_param SCRIPT_FILENAME ROOT/slow.php; fastcgi_param REQUEST_METHOD GET;'
    const site = `listen 127.0.0.1:${port}; access_log ${log}; location = /nginx_status { stub_status; } location /slow { ${php.replace('SOCKET', socket).replace('ROOT', folder)} }`
    writeFileSync(join(folder, 'nginx.conf'), `user www-data; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log; daemon off; events {}\nhttp { ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((one) => `${one}_temp_path ${folder}/${one};`).join(' ')} server { ${site} } }\n`) // prettier-ignore
    const fpm = start(`/usr/sbin/${PHP_FPM}`, ['-y', join(folder, 'fpm.conf'), '-n'])
    const nginx = start('/usr/sbin/nginx', ['-c', join(folder, 'nginx.conf')])
    const status = createWebServerLook([`http://127.0.0.1:${port}/nginx_status`], [])
    let hour = 0 // a server that is not found is sought again an hour later
    const server = await patiently(async () => (await status.ask((hour += 3_600_000)))[0] ?? null)
    const withStopped = noticeStopped()
    const workers = async () => withStopped(await askPhpFpm({ etc }), 0)[0] ?? null
    const quiet = await patiently(async () => ((await workers())?.reachable ? workers() : null))
    const [logs, visitors] = [followLog(log), watchVisitors()]
    logs.lines()
    const asked = [...Array(6).keys()].map(() => askFor(port, '/slow?token=secret'))
    // The page that says so is PHP's as well: it waits for a worker like everybody.
    const full = await patiently(async () => ((await workers())?.reachable === false ? workers() : null))
    fpm.kill('SIGTERM') // its workers outlive a master that is killed
    await once(fpm, 'exit')
    await Promise.all(asked)
    const gone = await patiently(async () => ((await workers())?.reachable === false ? workers() : null))
    const seen = await patiently(() => (visitors.hear(logs.lines(), 0), (visitors.last()?.requests ?? 0) >= 6 ? visitors.last() : null))
    nginx.kill('SIGTERM')
    await once(nginx, 'exit')
    const [noServer] = await status.ask(0)
    return [
      [`nginx: ${server.says}`, server.reachable],
      [`at rest: ${quiet.says}`, quiet.used !== null && quiet.used <= 0.5],
      [`six ask for what takes long: ${full.says}`, !full.reachable],
      [`killed: ${gone.says}`, !gone.reachable],
      verdict({ services: [gone] }, 'host.service_down', 502),
      [`asked for: ${seen.urls.join(' ')}, ${seen.failures} failed`, seen.urls.some(([url]) => url === '/slow') && seen.failures >= 6],
      [`nginx ended: ${noServer?.says}`, noServer?.reachable === false],
    ]
  },
}

/** Asks for a page and waits until the line is closed, whatever comes. */
function askFor(port: number, path: string): Promise<void> {
  return new Promise((resolve) => {
    const line = connect(port, '127.0.0.1', () => line.write(`GET ${path} HTTP/1.0\r\nHost: a.example\r\n\r\n`))
    line.resume().on('error', () => {}).once('close', resolve) // prettier-ignore
  })
}

const postfix: Trial = {
  name: 'Postfix: a queue that grows, with what waits for a large provider',
  needs: ['/usr/sbin/postfix', '/usr/sbin/postqueue', '/usr/sbin/sendmail'],
  async run() {
    const config = join(folder, 'postfix')
    for (const path of ['postfix', 'spool', 'data']) mkdirSync(join(folder, path), { mode: 0o755 })
    chownSync(join(folder, 'data'), Number(execFileSync('id', ['-u', 'postfix'], { encoding: 'utf8' })), 0)
    const master = readFileSync('/etc/postfix/master.cf', 'utf8').replace(/^smtp\s+inet.*$/m, '')
    writeFileSync(join(config, 'master.cf'), master)
    const settings = { queue_directory: join(folder, 'spool'), data_directory: join(folder, 'data'), relayhost: '[127.0.0.1]:1', inet_interfaces: '127.0.0.1', inet_protocols: 'ipv4', mydestination: '', compatibility_level: '3.6', myhostname: 'web-1.example' } // prettier-ignore
    writeFileSync(join(config, 'main.cf'), Object.entries(settings).map(([key, value]) => `${key} = ${value}\n`).join('')) // prettier-ignore
    writeFileSync(join(config, 'dynamicmaps.cf'), '')
    execFileSync('/usr/sbin/postfix', ['-c', config, 'start'], { stdio: 'ignore' })
    try {
      const read = () => readMailQueue({ program: '/usr/sbin/postqueue', args: ['-c', config, '-j'] })
      const spam = watchSpam()
      const before = await patiently(read)
      spam.hear(before, 0)
      for (let n = 0; n < 60; n++)
        execFileSync('/usr/sbin/sendmail', ['-C', config, '-f', 'www-data@web-1.example', `guest${n}@gmail.com`], { input: 'Subject: hello\n\nhello\n' }) // prettier-ignore
      const grown = await patiently(async () => {
        const mail = await read()
        return mail && (mail.turnedAway[0]?.[1] ?? 0) >= 20 ? mail : null
      })
      const told = spam.hear(grown, 60_000)[0]?.says
      return [
        [`at rest ${before.waiting} wait`, before.waiting === 0],
        [`then ${grown.waiting}, ${grown.turnedAway.join(' ')}, from ${grown.senders[0]?.[0]}`, grown.waiting === 60 && grown.senders[0]?.[0] === 'www-data@web-1.example'], // prettier-ignore
        [`told: ${told}`, told !== undefined],
        verdict({ mailQueue: 20_000, database: null }, 'host.mail_queue'),
      ]
    } finally {
      execFileSync('/usr/sbin/postfix', ['-c', config, 'stop'], { stdio: 'ignore' })
    }
  },
}

const dovecot: Trial = {
  name: 'Dovecot: a mailbox opened after many wrong passwords',
  needs: ['/usr/sbin/dovecot'],
  async run() {
    const [path, log, port] = [join(folder, 'dovecot'), join(folder, 'dovecot.log'), await freePort()]
    mkdirSync(join(path, 'mail'), { recursive: true })
    writeFileSync(join(path, 'users'), 'info@a.example:{PLAIN}right:65534:65534::/nonexistent::\n', { mode: 0o644 })
    const settings = [
      ...[`base_dir = ${path}/run`, `state_dir = ${path}/run`, `log_path = ${log}`, 'protocols = imap', 'ssl = no', 'listen = 127.0.0.1'],
      ...['disable_plaintext_auth = no', 'auth_failure_delay = 0', `mail_location = maildir:${path}/mail`, 'haproxy_trusted_networks = 127.0.0.0/8'],
      ...[`passdb {\n driver = passwd-file\n args = ${path}/users\n}`, `userdb {\n driver = passwd-file\n args = ${path}/users\n}`],
      `service imap-login {\n inet_listener imap {\n port = ${port}\n haproxy = yes\n }\n inet_listener imaps {\n port = 0\n }\n}`,
      'service anvil {\n unix_listener anvil-auth-penalty {\n mode = 0\n }\n}',
    ] // prettier-ignore
    writeFileSync(join(path, 'dovecot.conf'), `${settings.join('\n')}\n`)
    const server = start('/usr/sbin/dovecot', ['-F', '-c', join(path, 'dovecot.conf')])
    for (let n = 0; n < 12; n++) await patiently(() => logIn(port, 'wrong'))
    await patiently(() => logIn(port, 'right'))
    // What it writes to a file has its time and its level in front, which syslog takes away.
    const said = () => readFileSync(log, 'utf8').split('\n').map((line) => line.replace(/^\w{3} +\d+ [\d:]+ /, '').replace('Info: ', '')) // prettier-ignore
    const told = await patiently(() => watchLogins().hear(said(), 0)[0] ?? null)
    server.kill('SIGTERM')
    return [[`told: ${told.says}`, /^203\.0\.113\.5 logged in to the mailbox info@a\.example after 12 failures/.test(told.says)]]
  },
}

// As through a proxy, so that the address is not loopback; gives null while nobody listens.
function logIn(port: number, password: string): Promise<true | null> {
  return new Promise((resolve) => {
    const line = connect(port, '127.0.0.1', () => line.write(`PROXY TCP4 203.0.113.5 127.0.0.1 40000 143\r\na LOGIN info@a.example ${password}\r\nb LOGOUT\r\n`)) // prettier-ignore
    line.setTimeout(5000, () => line.destroy())
    let heard = ''
    line.on('data', (more: Buffer) => (heard += more.toString('latin1')))
    line.on('error', () => resolve(null)).on('close', () => resolve(heard.includes('a ') ? true : null))
  })
}

const disk: Trial = {
  name: 'a small file system that is really full, by its bytes and by its inodes',
  needs: ['/usr/bin/unshare', '/usr/bin/mount'],
  async run() {
    const look = (name: string, options: string, fill: string) => {
      const path = join(folder, name)
      mkdirSync(path)
      const read = `const { readDisks } = await import(${JSON.stringify(new URL('../agent/src/metrics/read-disks.ts', import.meta.url).href)}); process.stdout.write(JSON.stringify(readDisks({ proc: "/proc" })))`
      const script = `mount -t tmpfs -o ${options} tmpfs ${path} && (cd ${path}; ${fill}) 2>/dev/null; exec "$0" --input-type=module -e "$1"`
      const said = execFileSync('/usr/bin/unshare', ['-m', 'sh', '-c', script, process.execPath, read], { encoding: 'utf8' })
      const found = (JSON.parse(said) as NonNullable<ReturnType<typeof readDisks>>).find(({ mount }) => mount === path)!
      return { ...found, fullIn: null }
    }
    const full = look('full', 'size=1m', 'head -c 4000000 /dev/zero > big')
    const without = look('inodes', 'size=1m,nr_inodes=5', 'touch a b c d e f g')
    return [
      [`${full.used} of ${full.size} bytes`, full.used === full.size],
      verdict({ disks: [full], database: null }, 'host.disk_full'),
      [`${without.inodesUsed} of ${without.inodes} inodes`, without.inodesUsed === without.inodes],
      verdict({ disks: [without], database: null }, 'host.inodes'),
    ]
  },
}

/** Looks at the processes until one of those at the top is meant: on a busy machine a loop takes its time. */
async function lookFor(isMeant: (one: BusyProcess) => boolean) {
  let { times } = readProcesses(ROOTS, Date.now(), null)
  return patiently(() => {
    const seen = readProcesses(ROOTS, Date.now(), times)
    times = seen.times
    const found = seen.processes?.top.find(isMeant)
    return found ? { processes: seen.processes, found } : null
  })
}

const load: Trial = {
  name: 'bounded loops that take every core; the load of five minutes from a double, for five minutes are long',
  needs: ['/proc/loadavg'],
  async run() {
    const proc = join(folder, 'proc')
    mkdirSync(proc)
    for (const name of readdirSync('/proc')) if (!/^(\d+|loadavg)$/.test(name)) symlinkSync(join('/proc', name), join(proc, name))
    const cores = cpus().length
    writeFileSync(join(proc, 'loadavg'), `${cores * 5} ${cores * 3} ${cores} 1/1 1\n`)
    for (let n = 0; n < cores * 2; n++) start(process.execPath, ['-e', 'const end = Date.now() + 15000; while (Date.now() < end);'])
    const { processes, found } = await lookFor(({ command, cpu }) => command.includes('Date.now() + 15000') && cpu > 0.05)
    const sample = { load: readLoad({ ...ROOTS, proc }), cores, processes, database: null }
    return [[`a loop among the busiest: ${found.cpu} of a core`, true], verdict(sample, 'host.load')]
  },
}

const miner: Trial = {
  name: 'a loop that runs from /dev/shm and calls itself a part of the kernel',
  needs: ['/bin/bash', '/dev/shm'],
  async run() {
    const path = join(mkdtempSync('/dev/shm/allclear-'), 'k')
    copyFileSync('/bin/bash', path)
    start(path, ['-c', 'while [ $SECONDS -lt 15 ]; do :; done'], { argv0: '[kworker/0:1]' })
    const { processes, found } = await lookFor(({ command }) => command.startsWith('[kworker/0:1]'))
    rmSync(join(path, '..'), { recursive: true })
    return [[`seen as ${found.command.slice(0, 20)}, running ${found.file}`, true], verdict({ processes, database: null }, 'host.miner')]
  },
}

const CLAMSCAN = process.env.CLAMSCAN ?? '/usr/bin/clamscan'
const clamav: Trial = {
  name: 'ClamAV with a signature of our own: a web shell among 200 files',
  needs: [CLAMSCAN],
  async run() {
    const [web, state, database] = ['clam-www', 'clam-state', 'clam-db'].map((name) => join(folder, name)) as [string, string, string]
    for (const path of [web, state, database]) mkdirSync(path)
    const shell = join(web, 'northside.example', 'wp-content', 'x.php')
    mkdirSync(join(shell, '..'), { recursive: true })
    for (let n = 0; n < 200; n++) writeFileSync(join(shell, '..', `${n}.php`), `<?php return ${n};`)
    writeFileSync(shell, '<?php // allclear-proof-of-a-web-shell')
    writeFileSync(join(database, 'own.ndb'), `Allclear.Proof-1:0:*:${Buffer.from('allclear-proof-of-a-web-shell').toString('hex')}\n`)
    const scanner = CLAMAV.find(({ program }) => program.endsWith('clamscan'))!
    await scanFiles([web], state, [{ program: CLAMSCAN, args: [...scanner.args, `--database=${database}`] }])
    const scan = watchScans(state).last()
    const what = JSON.stringify(scan?.infected ?? null)
    return [[`found ${what}, whole ${scan?.isWhole}`, scan?.isWhole === true && what === JSON.stringify([{ file: shell, signature: 'Allclear.Proof-1.UNOFFICIAL' }])]] // prettier-ignore
  },
}

let [failed, skipped] = [0, 0]
for (const { name, needs, run } of [mariadb, web, postgres, postfix, dovecot, disk, load, miner, clamav]) {
  const missing = [...needs.filter((path) => !existsSync(path)), ...(process.getuid?.() === 0 ? [] : ['root'])]
  process.stdout.write(`${name}\n`)
  if (missing.length > 0) {
    skipped += 1
    process.stdout.write(`  passed over: there is no ${missing.join(', ')}\n`)
    continue
  }
  const results = await run().catch((error: unknown): [string, boolean][] => [[String(error), false]])
  for (const [what, isRight] of results) process.stdout.write(`  ${isRight ? 'right' : 'WRONG'}  ${what}\n`)
  failed += results.filter(([, isRight]) => !isRight).length
}
for (const child of running) if (child.exitCode === null) child.kill('SIGKILL')
await pause(300)
rmSync(folder, { recursive: true, force: true })
process.stdout.write(`${failed} wrong, ${skipped} passed over\n`)
process.exitCode = failed === 0 ? 0 : 1
