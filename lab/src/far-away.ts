import type { Socket } from 'node:net'
import { duplexPair, type Duplex } from 'node:stream'

const ONE_WAY_MS = 150

/**
 * Puts 300 ms between a client and its server: every chunk travels 150 ms each way, and the first one has waited for a handshake of TCP
 * as well. (Loopback itself connects at once: the way begins behind the accepted connection.)
 */
export function farAway(near: Socket): Duplex {
  const [here, there] = duplexPair()
  travel(near, here, 2 * ONE_WAY_MS)
  travel(here, near, 0)
  for (const [one, other] of [
    [near, here],
    [here, near],
  ] as const)
    one.on('close', () => later(() => other.destroy())).on('error', () => other.destroy())
  return there
}

function travel(from: Duplex, to: Duplex, firstMs: number) {
  const departed = performance.now()
  const extra = () => Math.max(0, firstMs - (performance.now() - departed))
  from.on('data', (chunk: Buffer) => later(() => to.writable && to.write(chunk), extra()))
  from.on('end', () => later(() => to.writable && to.end(), extra()))
}

const later = (act: () => void, more = 0) => void setTimeout(act, ONE_WAY_MS + more).unref()
