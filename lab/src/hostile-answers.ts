import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { SiteAnswer } from './site-answers.ts'

/** A gigabyte of zeros as one megabyte of gzip: 64 members of 16 MiB, one after another, as RFC 1952 allows. */
export const gzipBomb: SiteAnswer = async ({ response }) => {
  const member = await bombMember()
  response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
  await pipeline(Readable.from(Array.from({ length: 64 }, () => member)), response)
}

/** Header after header, as long as the client listens. */
export const endlessHeaders: SiteAnswer = async ({ request: { socket }, hold }) => {
  hold(socket)
  await pipeline(Readable.from(fillers()), socket)
}

// Paced, so that the lab stays light: four kilobytes each two milliseconds.
async function* fillers() {
  yield 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n'
  for (let line = 1; ; line++) {
    yield `x-filler-${line}: ${'a'.repeat(4000)}\r\n`
    await pause(2, undefined, { ref: false })
  }
}

export const notHttp: SiteAnswer = ({ request: { socket } }) => {
  socket.end('SSH-2.0-OpenSSH_9.6\r\n')
}

let member: Promise<Buffer> | null = null
const bombMember = () => (member ??= promisify(gzip)(Buffer.alloc(16 * 1024 * 1024)))
