import { existsSync } from 'node:fs'
import type { Sample } from '@allclear/wire/agent.ts'
import { converse } from './converse.ts'
import { answerTo, challengeIn, challengeOf } from './mysql-login.ts'
import type { Challenge } from './mysql-login.ts'

type Seen = NonNullable<Sample['database']>
/** Without a password the socket says who we are. */
type Login = { readonly user: string; readonly password: string }

const SOCKETS = ['/run/mysqld/mysqld.sock', '/var/lib/mysql/mysql.sock', '/run/mysql/mysql.sock']
const UNITS = ['mariadb', 'mysql', 'mysqld'].flatMap((name) =>
  ['/lib/systemd/system', '/usr/lib/systemd/system'].map((at) => `${at}/${name}.service`),
)
const QUESTIONS = ["show global status like 'Threads_connected'", "show global variables like 'max_connections'"]
const CAPABILITIES = 0x1 | 0x200 | 0x8000 | 0x80000 // long password, protocol 4.1, secure connection, names of plugins
const [OK, MORE, SWITCH, ERROR, QUERY] = [0x00, 0x01, 0xfe, 0xff, 0x03]
const WHOLE = 0x04 // the hash alone is not enough: it wants the password (MySQL, "caching_sha2_password")

/**
 * Whether the MySQL or MariaDB of this host answers, by the first packet it sends: a greeting, or an error with its number (MariaDB, "Connection
 * protocol"). Nobody logs in, so no password is needed. With a user that the database knows by its socket (`unix_socket`, `auth_socket`) or by a
 * password it is asked how many connections are in use. Null where none is installed.
 */
export async function askMysql(
  who: Login | null = null,
  sockets: readonly string[] = SOCKETS,
  units: readonly string[] = UNITS,
): Promise<Seen | null> {
  const path = sockets.find((one) => existsSync(one))
  if (path !== undefined) {
    const heard = await converse({ path }, Buffer.alloc(0), who === null ? firstPacket : createHearing(who))
    return heard.ok ? heard.seen : { reachable: false, error: null, says: heard.why, connections: null }
  }
  if (!units.some((one) => existsSync(one))) return null
  return { reachable: false, error: null, says: 'its socket is not there', connections: null }
}

const well = (connections: number | null, says = ''): Seen => ({ reachable: true, error: null, says, connections })

// 0xff is an error, then its number, then words.
function firstPacket(all: Buffer): Seen | null {
  const [first] = packetsIn(all)
  return first === undefined ? null : first.body[0] === ERROR ? refusal(first.body) : well(null)
}

function refusal(body: Buffer): Seen {
  const words = body.toString('latin1', 3).replace(/^#.{5}/, '').slice(0, 200) // prettier-ignore
  return { reachable: false, error: body.length < 3 ? null : body.readUInt16LE(1), says: words, connections: null }
}

// Greeting, our name, perhaps another way of asking who we are, then two questions of one row each.
function createHearing({ user, password }: Login) {
  const numbers: number[] = []
  let heard = 0
  let stage: 'greeting' | 'name' | 'answers' = 'greeting'
  let ends = 0
  const ask = (say: (more: Buffer) => void, sql: string) => say(packet(0, Buffer.from([QUERY, ...Buffer.from(sql)])))
  const logIn = (number: number, body: Buffer, say: (more: Buffer) => void): Seen | null => {
    if (body[0] === MORE && body[1] === WHOLE) say(packet(number, Buffer.from(`${password}\0`))) // a socket of this host: nobody listens
    if (body[0] === SWITCH) {
      const challenge = challengeOf(body)
      const answer = answerTo(challenge, password)
      if (answer === null) return well(null, `it asks for ${challenge.way}, which is not spoken here`)
      say(packet(number, answer))
    }
    if (body[0] === OK) {
      stage = 'answers'
      ask(say, QUESTIONS[0]!)
    }
    return null
  }
  return (all: Buffer, say: (more: Buffer) => void): Seen | null => {
    const packets = [...packetsIn(all)]
    for (; heard < packets.length; heard++) {
      const { number, body } = packets[heard]!
      if (body[0] === ERROR) return stage === 'greeting' ? refusal(body) : well(null, refusal(body).says)
      if (stage === 'greeting') {
        stage = 'name'
        say(packet(number + 1, nameOf(user, password, challengeIn(body))))
      } else if (stage === 'name') {
        const end = logIn(number + 1, body, say)
        if (end) return end
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

// Without a password by the socket; with one the way that the server has named, if it is spoken here.
function nameOf(user: string, password: string, challenge: Challenge | null): Buffer {
  const head = Buffer.alloc(32)
  head.writeUInt32LE(CAPABILITIES, 0)
  head.writeUInt32LE(1_000_000, 4)
  head[8] = 33 // utf8
  const answer = (challenge && answerTo(challenge, password)) ?? Buffer.alloc(0)
  const way = answer.length > 0 ? challenge!.way : password === '' ? 'auth_socket' : 'mysql_native_password'
  return Buffer.concat([head, Buffer.from(`${user}\0`), Buffer.from([answer.length]), answer, Buffer.from(`${way}\0`)])
}

function packet(number: number, body: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUIntLE(body.length, 0, 3)
  head[3] = number
  return Buffer.concat([head, body])
}

// Three bytes of length and one of number stand before each.
function* packetsIn(all: Buffer) {
  for (let at = 0; at + 4 <= all.length;) {
    const length = all.readUIntLE(at, 3)
    if (at + 4 + length > all.length) return
    yield { number: all[at + 3]!, body: all.subarray(at + 4, at + 4 + length) }
    at += 4 + length
  }
}
