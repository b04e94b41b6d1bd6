import { existsSync } from 'node:fs'
import type { Sample } from '@allclear/wire/agent.ts'
import { converse } from './converse.ts'

type Seen = NonNullable<Sample['database']>

const SOCKETS = ['/run/mysqld/mysqld.sock', '/var/lib/mysql/mysql.sock', '/run/mysql/mysql.sock']
const UNITS = ['mariadb', 'mysql', 'mysqld'].flatMap((name) =>
  ['/lib/systemd/system', '/usr/lib/systemd/system'].map((at) => `${at}/${name}.service`),
)
const QUESTIONS = ["show global status like 'Threads_connected'", "show global variables like 'max_connections'"]
const CAPABILITIES = 0x1 | 0x200 | 0x8000 | 0x80000 // long password, protocol 4.1, secure connection, names of plugins
const [OK, SWITCH, ERROR, QUERY] = [0x00, 0xfe, 0xff, 0x03]

/**
 * Whether the MySQL or MariaDB of this host answers, by the first packet it sends: a greeting, or an error with its number (MariaDB, "Connection
 * protocol"). Nobody logs in, so no password is needed. With a user that the database knows by its socket (`unix_socket`, `auth_socket`) it is asked
 * how many connections are in use. Null where none is installed.
 */
export async function askMysql(
  user: string | null = null,
  sockets: readonly string[] = SOCKETS,
  units: readonly string[] = UNITS,
): Promise<Seen | null> {
  const path = sockets.find((one) => existsSync(one))
  if (path !== undefined) {
    const heard = await converse({ path }, Buffer.alloc(0), user === null ? firstPacket : createHearing(user))
    return heard.ok ? heard.seen : { reachable: false, error: null, says: heard.why, connections: null }
  }
  if (!units.some((one) => existsSync(one))) return null
  return { reachable: false, error: null, says: 'its socket is not there', connections: null }
}

const well = (connections: number | null, says = ''): Seen => ({ reachable: true, error: null, says, connections })

// Three bytes of length and one of number stand before; 0xff is an error, then its number, then words.
function firstPacket(all: Buffer): Seen | null {
  const [first] = packetsIn(all)
  return first === undefined ? null : first[0] === ERROR ? refusal(first) : well(null)
}

function refusal(packet: Buffer): Seen {
  const words = packet.toString('latin1', 3).replace(/^#.{5}/, '').slice(0, 200) // prettier-ignore
  return { reachable: false, error: packet.length < 3 ? null : packet.readUInt16LE(1), says: words, connections: null }
}

// Greeting, our name, perhaps another way of asking who we are, then two questions of one row each.
function createHearing(user: string) {
  const numbers: number[] = []
  let heard = 0
  let stage: 'greeting' | 'name' | 'answers' = 'greeting'
  let ends = 0
  const ask = (say: (more: Buffer) => void, sql: string) => say(packet(0, Buffer.from([QUERY, ...Buffer.from(sql)])))
  return (all: Buffer, say: (more: Buffer) => void): Seen | null => {
    const packets = [...packetsIn(all)]
    for (; heard < packets.length; heard++) {
      const body = packets[heard]!
      if (body[0] === ERROR) return stage === 'greeting' ? refusal(body) : well(null, refusal(body).says)
      if (stage === 'greeting') {
        stage = 'name'
        say(packet(1, nameOf(user)))
      } else if (stage === 'name') {
        if (body[0] === SWITCH) say(packet(heard + 2, Buffer.alloc(0)))
        if (body[0] !== OK) continue
        stage = 'answers'
        ask(say, QUESTIONS[0]!)
      } else if (body[0] === SWITCH && body.length < 9) {
        // The end of the columns, or of the rows.
        if (++ends % 2 === 1) continue
        if (ends === 4) return well(numbers[1]! > 0 ? Math.min(1, numbers[0]! / numbers[1]!) : null)
        ask(say, QUESTIONS[1]!)
      } else if (ends % 2 === 1) numbers.push(Number(body.toString('latin1', 2 + body[0]!)))
    }
    return null
  }
}

function nameOf(user: string): Buffer {
  const head = Buffer.alloc(32)
  head.writeUInt32LE(CAPABILITIES, 0)
  head.writeUInt32LE(1_000_000, 4)
  head[8] = 33 // utf8
  return Buffer.concat([head, Buffer.from(`${user}\0`), Buffer.from([0]), Buffer.from('auth_socket\0')])
}

function packet(number: number, body: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUIntLE(body.length, 0, 3)
  head[3] = number
  return Buffer.concat([head, body])
}

function* packetsIn(all: Buffer) {
  for (let at = 0; at + 4 <= all.length;) {
    const length = all.readUIntLE(at, 3)
    if (at + 4 + length > all.length) return
    yield all.subarray(at + 4, at + 4 + length)
    at += 4 + length
  }
}
