import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { askMysql } from './ask-mysql.ts'
import { killedIn } from './slow-looks.ts'

const folder = mkdtempSync(join(tmpdir(), 'allclear-db-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** A database that says one thing to whoever comes. */
async function speaking(first: Buffer) {
  const path = join(folder, `${first.length}.sock`)
  const server = createServer((line) => void line.end(first))
  await new Promise<void>((resolve) => server.listen(path, resolve))
  after(() => void server.close())
  return path
}

test('the database is asked without a password: a greeting, an error with its number, or no socket (DIA-7)', async () => {
  const greeting = await speaking(Buffer.from([16, 0, 0, 0, 10, ...Buffer.from('11.8.2-MariaDB\0')]))
  assert.deepEqual(await askMysql(null, [greeting], []), { reachable: true, error: null, says: '', connections: null })
  const full = await speaking(Buffer.from([29, 0, 0, 0, 0xff, 0x10, 0x04, ...Buffer.from('#08004Too many connections')]))
  assert.deepEqual(await askMysql(null, [full], []), { reachable: false, error: 1040, says: 'Too many connections', connections: null })
  assert.equal((await askMysql(null, [join(folder, 'gone.sock')], [folder]))?.says, 'its socket is not there')
  assert.equal(await askMysql(null, [join(folder, 'gone.sock')], [join(folder, 'no.service')]), null)
})

test('the log of the kernel names whom it ended for want of memory (DIA-7)', () => {
  const log = [
    '1795000000.500000 web-1 kernel: php-fpm invoked oom-killer: gfp_mask=0x140cca',
    '1795000001.250000 web-1 kernel: Out of memory: Killed process 812 (mysqld) total-vm:4194304kB, anon-rss:3500000kB',
  ].join('\n')
  assert.deepEqual(killedIn(log), [{ at: 1_795_000_001_250, process: 'mysqld' }])
})
