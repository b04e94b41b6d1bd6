import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { openPostgres } from './postgres.ts'

/** A message of PostgreSQL: its letter, its length, its words (postgresql.org/docs/current/protocol-message-formats.html). */
function message(letter: string, ...words: (string | Buffer)[]): Buffer {
  const body = Buffer.concat(words.map((word) => Buffer.from(word)))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(letter), length, body])
}

const READY = message('Z', 'I')
const WELCOME = Buffer.concat([message('R', Buffer.alloc(4)), READY])
const refusal = message('E', 'SERROR\0', 'C42501\0', 'Mpermission denied to set parameter "allclear.partner"\0', '\0')

test('a connection that cannot say for whom it asks is none: it would be shown nothing, and that looks like empty data', async (t) => {
  const asked: string[] = []
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      if (bytes[0] === 0) return socket.write(WELCOME)
      if (bytes[0] !== 'Q'.charCodeAt(0)) return socket.end()
      asked.push(bytes.toString('utf8', 5, bytes.length - 1))
      return socket.write(Buffer.concat([refusal, READY]))
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  t.after(() => server.close())
  await assert.rejects(openPostgres(`postgres://hub@127.0.0.1:${(server.address() as AddressInfo).port}/allclear`), {
    code: 'database_unreachable',
    message: /permission denied to set parameter/,
  })
  assert.deepEqual(asked, [`set allclear.partner = '*'`])
})
