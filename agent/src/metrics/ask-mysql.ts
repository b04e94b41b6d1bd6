import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import type { Sample } from '@allclear/wire/agent.ts'

type Seen = NonNullable<Sample['database']>

const SOCKETS = ['/run/mysqld/mysqld.sock', '/var/lib/mysql/mysql.sock', '/run/mysql/mysql.sock']
const UNITS = ['mariadb', 'mysql', 'mysqld'].flatMap((name) =>
  ['/lib/systemd/system', '/usr/lib/systemd/system'].map((at) => `${at}/${name}.service`),
)
const WAIT_MS = 2000

/**
 * Whether the MySQL or MariaDB of this host answers, by the first packet it sends: a greeting, or an error with its number (MariaDB, "Connection
 * protocol"). Nobody logs in, so no password is needed. Null where none is installed.
 */
export async function askMysql(sockets: readonly string[] = SOCKETS, units: readonly string[] = UNITS): Promise<Seen | null> {
  const socket = sockets.find((path) => existsSync(path))
  if (socket !== undefined) return firstPacket(socket)
  if (!units.some((path) => existsSync(path))) return null
  return { reachable: false, error: null, says: 'its socket is not there', connections: null }
}

function firstPacket(path: string): Promise<Seen> {
  return new Promise((resolve) => {
    const line = connect(path)
    const end = (seen: Omit<Seen, 'connections'>) => {
      line.destroy()
      resolve({ ...seen, connections: null })
    }
    line.setTimeout(WAIT_MS, () => end({ reachable: false, error: null, says: `it said nothing for ${WAIT_MS / 1000} s` }))
    line.on('error', (error) => end({ reachable: false, error: null, says: error.message.slice(0, 200) }))
    line.on('data', (packet: Buffer) => end(readFirst(packet)))
    line.on('end', () => end({ reachable: false, error: null, says: 'it hung up without a word' }))
  })
}

// Three bytes of length and one of number stand before; 0xff is an error, then its number, then words.
function readFirst(packet: Buffer): Omit<Seen, 'connections'> {
  if (packet.length < 7 || packet[4] !== 0xff) return { reachable: true, error: null, says: '' }
  return {
    reachable: false,
    error: packet.readUInt16LE(5),
    says: packet
      .toString('latin1', 7)
      .replace(/^#.{5}/, '')
      .slice(0, 200),
  }
}
