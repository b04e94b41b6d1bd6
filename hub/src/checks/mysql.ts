import { greetingCheck } from './greeting.ts'
import type { Judgement } from './greeting.ts'

const HEADER = 4
const ERROR = 0xff
const HOST_BLOCKED = 1129
const HOST_NOT_ALLOWED = 1130
const PROTOCOL_VERSION = 10

/**
 * Hears the first packet of MySQL or MariaDB (protocol version 10) and leaves: no login. The server counts such visits as broken connections
 * and may shut the probe out (`max_connect_errors`), which says that it runs: a warning, as is a host it does not let in.
 */
export const mysql = greetingCheck({
  kind: 'mysql',
  asks: 'Does the MySQL or MariaDB server answer?',
  port: 3306,
  isWhole: (bytes) => bytes.length >= HEADER && bytes.length >= HEADER + bytes.readUIntLE(0, 3),
  judge,
})

function judge(bytes: Buffer): Judgement {
  const kind = bytes[HEADER]
  if (kind === PROTOCOL_VERSION && bytes[3] === 0) return { state: 'up', says: 'it greets' }
  if (kind !== ERROR || bytes.length < HEADER + 3)
    return { state: 'down', code: 'greeting_unexpected', says: 'what answers is another service' }
  const error = bytes.readUInt16LE(HEADER + 1)
  if (error === HOST_NOT_ALLOWED) return { state: 'up', says: 'it runs and does not let this host in' }
  if (error === HOST_BLOCKED) return { state: 'warning', code: 'probe_blocked', says: 'it runs and has shut our probe out' }
  return { state: 'down', code: 'service_refused', says: `it refuses with error ${error}` }
}
