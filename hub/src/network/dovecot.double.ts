import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { freePort, listening } from './free-port.double.ts'

const DOVECOT = '/usr/sbin/dovecot'
const NOBODY = 65_534 // Dovecot serves no mail to root

/** Why a test that needs a real IMAP server cannot run here; false when it can. */
export const withoutDovecot = existsSync(DOVECOT) ? false : 'Dovecot is not installed: apt-get install dovecot-imapd'

/** A real Dovecot of its own: one mailbox in a directory of the system's, on a free port, gone with `close`. */
export async function startDovecot() {
  const root = await mkdtemp(join(tmpdir(), 'allclear-dovecot-'))
  const isRoot = userInfo().uid === 0
  const [uid, gid] = isRoot ? [NOBODY, NOBODY] : [userInfo().uid, userInfo().gid]
  const mail = join(root, 'mail')
  await chmod(root, 0o755)
  for (const folder of ['', 'new', 'cur', 'tmp']) {
    await mkdir(join(mail, folder), { recursive: true })
    if (isRoot) await chown(join(mail, folder), uid, gid)
  }
  const port = await freePort()
  const file = join(root, 'dovecot.conf')
  await writeFile(file, configuration(root, { port, uid, gid, user: isRoot ? 'nobody' : userInfo().username }))
  let server: ChildProcess | null = null
  let delivered = 0
  const double = {
    server: { host: '127.0.0.1', port, secure: false, user: 'answers', password: 'secret', mailbox: 'INBOX' },
    mail,
    async start() {
      server = spawn(DOVECOT, ['-F', '-c', file], { stdio: 'ignore', detached: true })
      await listening(port, server)
    },
    async stop() {
      if (!server) return
      const ended = once(server, 'exit')
      process.kill(-server.pid!, 'SIGKILL') // its sessions as well, as when the machine goes
      await ended
      server = null
    },
    /** Puts a mail into the mailbox as a delivering server does: complete, under a name that was not there. */
    async deliver(raw: Uint8Array) {
      const name = `${1_700_000_000 + ++delivered}.M${delivered}.test`
      const path = join(mail, 'tmp', name)
      await writeFile(path, raw)
      if (isRoot) await chown(path, uid, gid)
      await rename(path, join(mail, 'new', name))
    },
    async close() {
      await double.stop()
      await rm(root, { recursive: true, force: true, maxRetries: 5 })
    },
  }
  await double.start()
  return double
}

type Account = { readonly port: number; readonly uid: number; readonly gid: number; readonly user: string }

const configuration = (root: string, { port, uid, gid, user }: Account) => `
base_dir = ${root}/run
state_dir = ${root}/state
log_path = ${root}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_failure_delay = 0 secs
default_internal_user = ${user}
default_internal_group = ${user === 'nobody' ? 'nogroup' : String(gid)}
default_login_user = ${user}
first_valid_uid = 1
mail_location = maildir:${root}/mail
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${root}
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
`
