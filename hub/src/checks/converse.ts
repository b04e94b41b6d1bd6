import { once } from 'node:events'
import type { Connected } from '../network/network.ts'

type Socket = Connected['socket']

/** A few words with a server that may be anything: what it says is bounded, and waiting for it ends with the signal. */
export type Conversation = {
  /** What it has said since the last time, as soon as `isWhole` says that this is all we wait for, at the end of the connection, or at the limit. */
  hear(isWhole: (bytes: Buffer) => boolean): Promise<Heard>
  say(bytes: Buffer | string): void
}
export type Heard = { readonly bytes: Buffer; readonly end: 'whole' | 'closed' | 'too-long' | 'late' }

const MOST_BYTES = 4096

/** Speaks over one socket; whoever opened it ends it. */
export function converse(socket: Socket, signal: AbortSignal): Conversation {
  let unread = Buffer.alloc(0)
  let isClosed = socket.destroyed
  const news = new EventTarget()
  const wake = () => news.dispatchEvent(new Event('news'))
  socket.on('data', (chunk: Buffer) => {
    if (unread.length < MOST_BYTES) unread = Buffer.concat([unread, chunk.subarray(0, MOST_BYTES - unread.length)])
    wake()
  })
  socket.on('error', wake)
  socket.on('close', () => {
    isClosed = true
    wake()
  })
  socket.on('end', () => {
    isClosed = true
    wake()
  })
  const take = (end: Heard['end']): Heard => {
    const bytes = unread
    unread = Buffer.alloc(0)
    return { bytes, end }
  }
  return {
    async hear(isWhole) {
      for (;;) {
        if (unread.length > 0 && isWhole(unread)) return take('whole')
        if (unread.length >= MOST_BYTES) return take('too-long')
        if (isClosed) return take('closed')
        if (signal.aborted) return take('late')
        await once(news, 'news', { signal }).catch(() => undefined)
      }
    },
    say: (bytes) => void socket.write(bytes),
  }
}

/** Ends a connection politely where there is something to say, without waiting for an answer. */
export function leave(socket: Socket, farewell: string | null) {
  if (farewell === null) return void socket.destroy()
  socket.resume()
  socket.end(farewell)
  setTimeout(() => socket.destroy(), 1000).unref()
}
