import type { Socket } from 'node:net'

/** Fatal alerts (RFC 8446, 6.2; RFC 6066, 3), sent in the record that every client understands. */
const ALERTS = { 'unknown-name': 112, 'handshake-refused': 40, 'version-refused': 70 } as const

/** Hears what the client says first, as a server does, and ends the handshake with a fatal alert. */
export function afterHello(socket: Socket, why: keyof typeof ALERTS) {
  socket.once('data', () => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, ALERTS[why]])))
}
