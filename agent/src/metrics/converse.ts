import { connect } from 'node:net'
import type { NetConnectOpts } from 'node:net'

const WAIT_MS = 2000
const MOST_BYTES = 256 * 1024

/** What came of a conversation: what was learnt, or why nothing was. `code` is the kernel's, as ENOENT. */
export type Conversation<T> = { readonly ok: true; readonly seen: T } | { readonly ok: false; readonly code: string; readonly why: string }

/**
 * Talks to a daemon of this host for two seconds and 256 kB at most. `hear` is given all that was said so far, may say something, and gives what
 * it has learnt as soon as that is enough.
 */
export function converse<T>(
  where: NetConnectOpts,
  first: Buffer,
  hear: (all: Buffer, say: (more: Buffer) => void, isEnd: boolean) => T | null,
): Promise<Conversation<T>> {
  return new Promise((resolve) => {
    const line = connect(where)
    let all = Buffer.alloc(0)
    const end = (end: Conversation<T>) => {
      line.destroy()
      resolve(end)
    }
    const listen = (isEnd: boolean) => {
      const seen = hear(all, (more) => void line.write(more), isEnd)
      if (seen !== null) end({ ok: true, seen })
      else if (isEnd) end({ ok: false, code: 'EPIPE', why: 'it hung up without a word' })
      else if (all.length > MOST_BYTES) end({ ok: false, code: 'EMSGSIZE', why: 'it says too much' })
    }
    const timer = setTimeout(() => end({ ok: false, code: 'ETIMEDOUT', why: `it said nothing for ${WAIT_MS / 1000} s` }), WAIT_MS)
    line.on('close', () => clearTimeout(timer))
    line.on('error', (error: NodeJS.ErrnoException) => end({ ok: false, code: error.code ?? '', why: error.message.slice(0, 200) }))
    line.on('data', (more: Buffer) => {
      all = Buffer.concat([all, more])
      listen(false)
    })
    line.on('end', () => listen(true))
    if (first.length > 0) line.write(first)
  })
}

/** Whether nobody is there, or the agent may not ask: then nothing is known, and nothing told. */
export const isNotForUs = (code: string) => code === 'ENOENT' || code === 'EACCES' || code === 'EPERM'
