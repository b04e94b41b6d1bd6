import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { freePort, listening } from './free-port.double.ts'

const MASTER = '/usr/lib/postfix/sbin/master'

/** Why a test that needs a real mail server cannot run here; false when it can. */
export const withoutPostfix = !existsSync(MASTER)
  ? 'Postfix is not installed: apt-get install postfix'
  : userInfo().uid !== 0 && 'Postfix starts as root only'

/** A real Postfix of its own that hands the mail of each domain to a port of this machine; gone with `close`. */
export async function startPostfix(portOf: Readonly<Record<string, number>>) {
  const root = await mkdtemp(join(tmpdir(), 'allclear-postfix-'))
  const owner = await accountOf('postfix', 'postdrop')
  await chmod(root, 0o755)
  const queues = ['active', 'bounce', 'corrupt', 'defer', 'deferred', 'flush', 'hold', 'incoming', 'private', 'saved', 'trace']
  for (const folder of ['data', 'queue/pid', 'queue/maildrop', 'queue/public', ...queues.map((queue) => `queue/${queue}`)]) {
    await mkdir(join(root, folder), { recursive: true })
    if (folder !== 'queue/pid') await chown(join(root, folder), owner.uid, owner.gid)
  }
  const port = await freePort()
  await writeFile(join(root, 'main.cf'), mainOf(root, portOf))
  await writeFile(join(root, 'master.cf'), servicesOf(port))
  const master = spawn(MASTER, ['-c', root, '-d'], { stdio: 'ignore', detached: true })
  await listening(port, master)
  return {
    port,
    log: () => readFile(join(root, 'log'), 'utf8'),
    async close() {
      const ended = once(master, 'exit')
      process.kill(-master.pid!, 'SIGKILL')
      await ended
      await rm(root, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function accountOf(user: string, group: string) {
  const numberIn = async (file: string, name: string) =>
    Number(
      (await readFile(file, 'utf8'))
        .split('\n')
        .find((line) => line.startsWith(`${name}:`))
        ?.split(':')[2],
    )
  return { uid: await numberIn('/etc/passwd', user), gid: await numberIn('/etc/group', group) }
}

const mainOf = (root: string, portOf: Readonly<Record<string, number>>) => `
compatibility_level = 3.6
queue_directory = ${root}/queue
data_directory = ${root}/data
maillog_file = ${root}/log
maillog_file_prefixes = ${root}
myhostname = mx.postfix.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtp_dns_support_level = disabled
smtp_host_lookup = native
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_peername_lookup = no
alias_maps =
alias_database =
transport_maps = inline:{ ${Object.entries(portOf)
  .map(([domain, port]) => `{ ${domain} = smtp:[127.0.0.1]:${port} }`)
  .join(', ')} }
`

const servicesOf = (port: number) => `
127.0.0.1:${port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
`
