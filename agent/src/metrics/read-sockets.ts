import type { Sample } from '@allclear/wire/agent.ts'
import { readText } from './files.ts'
import type { Roots } from './files.ts'

// include/net/tcp_states.h, as /proc/net/tcp writes them.
const STATES: Readonly<Record<string, string>> = {
  '01': 'established',
  '02': 'syn-sent',
  '03': 'syn-recv',
  '04': 'fin-wait-1',
  '05': 'fin-wait-2',
  '06': 'time-wait',
  '07': 'close',
  '08': 'close-wait',
  '09': 'last-ack',
  '0A': 'listen',
  '0B': 'closing',
}
const LOOPBACK = /^(0100007F|[0-9A-F]{6}7F|00000000000000000000000001000000):/

/** TCP sockets by state, and the ports that listen on any address but loopback. */
export function readSockets({ proc }: Roots): Pick<Sample, 'sockets' | 'listening'> {
  const files = [readText(`${proc}/net/tcp`), readText(`${proc}/net/tcp6`)]
  if (files.every((text) => text === null)) return { sockets: null, listening: null }
  const sockets: Record<string, number> = {}
  const listening = new Set<number>()
  for (const text of files)
    for (const { local, code } of rowsOf(text ?? '')) {
      const state = STATES[code]
      if (state === undefined) continue
      sockets[state] = (sockets[state] ?? 0) + 1
      if (state === 'listen' && !LOOPBACK.test(local)) listening.add(Number.parseInt(local.split(':')[1]!, 16))
    }
  return { sockets, listening: [...listening].sort((a, b) => a - b).slice(0, 200) }
}

// `   0: 0100007F:1F90 00000000:0000 0A …`, cut where it must be and not into words: a busy server has ten thousand of these.
function* rowsOf(text: string) {
  for (let at = text.indexOf('\n') + 1; at > 0 && at < text.length; at = text.indexOf('\n', at) + 1) {
    const start = text.indexOf(': ', at) + 2
    const end = text.indexOf(' ', start)
    const remote = text.indexOf(' ', end + 1)
    yield { local: text.slice(start, end), code: text.slice(remote + 1, remote + 3) }
  }
}
