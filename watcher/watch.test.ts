import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, test } from 'node:test'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { SMTPServer } from 'smtp-server'
import { askHttp } from './ask-http.ts'

const WATCH = fileURLToPath(import.meta.resolve('./watch.ts'))
const folder = mkdtempSync(join(tmpdir(), 'allclear-watcher-'))
after(() => rmSync(folder, { recursive: true }))

let files = 0
const ordersOf = (orders: unknown) => {
  const file = join(folder, `orders-${++files}.json`)
  writeFileSync(file, typeof orders === 'string' ? orders : JSON.stringify(orders))
  return file
}
const listening = async (t: TestContext, server: Server) => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A hub that says what the test wants, and remembers who looked. */
async function aHub(t: TestContext) {
  const hub = { answer: { status: 200, body: '{"ok":true}' }, watchers: new Set<unknown>(), url: '' }
  const server = createServer((asked, answer) => {
    hub.watchers.add(asked.headers['x-allclear-watcher'])
    answer.writeHead(hub.answer.status, { connection: 'close' }).end(hub.answer.body)
  })
  hub.url = await listening(t, server)
  return { ...hub, say: (status: number, body: string) => (hub.answer = { status, body }), die: () => server.close() }
}

/** A push service that hands over each page it takes. */
async function aPager(t: TestContext) {
  const pages: ((page: string) => void)[] = []
  const told: string[] = []
  const server = createServer((asked, answer) => {
    void text(asked).then((body) => {
      const line = `${asked.headers.title}: ${body.split('\n')[0]}`
      const waits = pages.shift()
      if (waits) waits(line)
      else told.push(line)
      answer.end()
    })
  })
  const url = await listening(t, server)
  return { url, next: async () => told.shift() ?? new Promise<string>((resolve) => pages.push(resolve)) }
}

const watching = (t: TestContext, orders: unknown) => {
  const watcher = spawn(process.execPath, [WATCH, ordersOf(orders)], { stdio: 'ignore' })
  t.after(() => watcher.kill('SIGKILL'))
}

test(
  'a hub whose work does not move is paged with what is stuck, one that died too, and its return is told (MON-9, F33)',
  { timeout: 20_000 },
  async (t) => {
    const [hub, pager] = [await aHub(t), await aPager(t)]
    watching(t, { hub: hub.url, name: 'closet', every: 0.1, page: [{ ntfy: pager.url }] })
    hub.say(503, '{"ok":false,"checks":{"store":"sqlite","deliver":"stuck","incidents":"95 s late"}}')
    const stuck = `The hub at ${hub.url} answers that deliver is stuck, incidents is 95 s late. It has been so since`
    assert.ok((await pager.next()).startsWith(`Allclear does not do its work: ${stuck}`))
    hub.say(200, '{"ok":true}')
    assert.match(await pager.next(), /^Allclear works again: /)
    hub.die()
    assert.match(await pager.next(), /^Allclear does not answer: .*ECONNREFUSED/)
    assert.deepEqual([...hub.watchers], ['closet'])
  },
)

test('a page goes over every way; by mail it passes a real SMTP server', { timeout: 20_000 }, async (t) => {
  const mail = Promise.withResolvers<string>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _, done) => done(null, username === 'w' && password === 'secret' ? { user: 'w' } : undefined),
    allowInsecureAuth: true,
    onData: (stream, { envelope, user }, done) =>
      void text(stream)
        .then((letter) => mail.resolve(`${user} to ${envelope.rcptTo.map(({ address }) => address).join()}\n${letter}`))
        .finally(done),
  })
  const port = Number(new URL(await listening(t, server.server as Server)).port)
  process.env.ALLCLEAR_TEST_PASSWORD = 'secret'
  const way = {
    mail: '127.0.0.1',
    port,
    user: 'w',
    'password-env': 'ALLCLEAR_TEST_PASSWORD',
    from: 'watch@harbor.example',
    to: ['ana@x.example'],
  }
  const test = spawn(process.execPath, [
    WATCH,
    ordersOf({ hub: 'http://127.0.0.1:1', name: 'closet', page: [way, { webhook: 'http://127.0.0.1:1' }] }),
    '--test',
  ])
  const [status] = (await once(test, 'exit')) as [number]
  assert.equal(status, 0) // one way took it, the other is named in the log
  assert.match(await mail.promise, /^w to ana@x\.example\n[^]*Subject: A test of the Allclear watcher\r\n[^]*Nothing is wrong/)
})

test('what is wrong in the orders is said at once, with what to write', () => {
  const file = ordersOf({
    hub: 'harbor',
    page: [
      { ntfy: 'x' },
      { mail: 'a', from: 'b', to: 'c' },
      { smoke: true },
      { sms: 'https://a.example', account: 'A', 'token-env': 'NOT_THERE', from: '+1', to: [] },
    ],
  })
  const { status, stderr } = spawnSync(process.execPath, [WATCH, file], { encoding: 'utf8' })
  assert.equal(status, 2)
  assert.deepEqual(
    stderr
      .trim()
      .split('\n')
      .map((line) => line.slice(file.length + 2)),
    [
      'hub: write the address of the hub, such as "http://127.0.0.1:8470".',
      'name: write what this watcher is called, such as "closet".',
      'page[0].ntfy: write a web address.',
      'page[1].to: write a list.',
      'page[2]: write one of mail, ntfy, webhook, sms.',
      'page[3]: the variable NOT_THERE is empty; give it to this program.',
    ],
  )
  assert.match(spawnSync(process.execPath, [WATCH, ordersOf('{')], { encoding: 'utf8' }).stderr, /It is no JSON/)
})

test('an address that says nothing is given up within its patience', async (t) => {
  const url = await listening(t, createServer())
  await assert.rejects(askHttp(url, { method: 'GET', patienceMs: 100 }), { message: 'no answer within 0.1 s' })
})
