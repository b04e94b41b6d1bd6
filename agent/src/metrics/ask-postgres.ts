import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Sample } from '@allclear/wire/agent.ts'
import { converse, isNotForUs } from './converse.ts'

type Service = NonNullable<Sample['services']>[number]
type Seen = Pick<Service, 'reachable' | 'says' | 'used'>

const FOLDERS = ['/run/postgresql', '/tmp']
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 0xd2, 0x16, 0x2f])
const QUESTION = 'select count(*), current_setting($$max_connections$$) from pg_stat_activity where backend_type = $$client backend$$'
const NOT_YET = /^57P0[1-3]$/ // shutting down, or not yet up (PostgreSQL, "Error Codes")
const TOO_MANY = '53300'

/**
 * Every PostgreSQL of this host by its own socket. Without a user it is asked whether it talks TLS, which its postmaster answers and does not log;
 * with one, which it takes by the name of the user that asks (`peer`), how many connections are in use.
 */
export async function askPostgres(user: string | null, folders: readonly string[] = FOLDERS): Promise<Service[]> {
  const asked = await Promise.all(folders.flatMap(socketsIn).map(async (path) => askOne(path, user)))
  return asked.flat()
}

async function askOne(path: string, user: string | null): Promise<Service[]> {
  const about = { kind: 'postgres' as const, name: path, waiting: null }
  const heard =
    user === null
      ? await converse({ path }, SSL_REQUEST, (all): Seen | null => (all.length > 0 ? { reachable: true, says: 'it answers', used: null } : null)) // prettier-ignore
      : await converse({ path }, startupOf(user), createHearing())
  if (heard.ok) return [{ ...about, ...heard.seen }]
  return isNotForUs(heard.code) ? [] : [{ ...about, reachable: false, says: heard.why, used: null }]
}

// Protocol 3.0 (PostgreSQL, "Message Formats").
function startupOf(user: string): Buffer {
  const words = Buffer.from(`user\0${user}\0database\0postgres\0application_name\0allclear\0\0`)
  const head = Buffer.alloc(8)
  head.writeInt32BE(8 + words.length, 0)
  head.writeInt32BE(196_608, 4)
  return Buffer.concat([head, words])
}

function createHearing() {
  let isAsked = false
  return (all: Buffer, say: (more: Buffer) => void): Seen | null => {
    for (const { type, body } of messagesIn(all)) {
      if (type === 'E') return refusal(body)
      // Whoever wants a password is answered: it runs, and does not let us in.
      if (type === 'R' && body.readInt32BE(0) !== 0) return { reachable: true, says: 'it wants a password', used: null }
      if (type === 'Z' && !isAsked) {
        isAsked = true
        const words = Buffer.from(`${QUESTION}\0`)
        const head = Buffer.from([0x51, 0, 0, 0, 0])
        head.writeInt32BE(4 + words.length, 1)
        say(Buffer.concat([head, words]))
      }
      if (type === 'D') return usage(body)
    }
    return null
  }
}

function usage(row: Buffer): Seen {
  const values: number[] = []
  for (let at = 2; at + 4 <= row.length;) {
    const length = row.readInt32BE(at)
    values.push(Number(row.toString('latin1', at + 4, at + 4 + length)))
    at += 4 + Math.max(0, length)
  }
  const [connections = 0, most = 0] = values
  return { reachable: true, says: `${connections} of ${most} connections`, used: most > 0 ? Math.min(1, connections / most) : null }
}

function refusal(body: Buffer): Seen {
  const fields = Object.fromEntries(body.toString('utf8').split('\0').filter(Boolean).map((field) => [field[0]!, field.slice(1)])) // prettier-ignore
  const [code, says] = [fields.C ?? '', (fields.M ?? 'it refuses').slice(0, 200)]
  return { reachable: !NOT_YET.test(code), says, used: code === TOO_MANY ? 1 : null }
}

function* messagesIn(all: Buffer) {
  for (let at = 0; at + 5 <= all.length;) {
    const length = all.readInt32BE(at + 1)
    if (length < 4 || at + 1 + length > all.length) return
    yield { type: String.fromCharCode(all[at]!), body: all.subarray(at + 5, at + 1 + length) }
    at += 1 + length
  }
}

const socketsIn = (folder: string) =>
  existsSync(folder) ? readdirSync(folder).filter((name) => /^\.s\.PGSQL\.\d+$/.test(name)).slice(0, 5).map((name) => join(folder, name)) : [] // prettier-ignore
