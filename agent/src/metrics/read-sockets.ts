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
  const rows = files.flatMap((text) => (text ?? '').split('\n').slice(1)).map((line) => line.trim().split(/\s+/))
  const sockets: Record<string, number> = {}
  const listening = new Set<number>()
  for (const [, local, , code] of rows) {
    const state = STATES[code ?? '']
    if (state === undefined) continue
    sockets[state] = (sockets[state] ?? 0) + 1
    if (state === 'listen' && !LOOPBACK.test(local!)) listening.add(Number.parseInt(local!.split(':')[1]!, 16))
  }
  return { sockets, listening: [...listening].sort((a, b) => a - b).slice(0, 200) }
}
