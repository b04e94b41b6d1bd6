import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { NOW, seededHub } from '../../../test/seeded-hub.ts'
import { after, minutes, seconds } from '../../domain/instant.ts'
import { addAnnouncement } from '../../store/announcements.ts'
import { exportPages, startExporting } from './export.ts'

async function exported() {
  const hub = await seededHub()
  const dir = await mkdtemp(join(tmpdir(), 'allclear-export-'))
  const read = (path: string) => readFile(join(dir, 'status', path), 'utf8')
  return {
    ...hub,
    dir,
    read,
    async [Symbol.asyncDispose]() {
      await rm(dir, { recursive: true, force: true })
    },
  }
}

// Any web server that knows nothing of us.
async function serve(dir: string) {
  const server = createServer((request, response) => {
    const path = request.url!.endsWith('/') ? `${request.url!}index.html` : request.url!
    readFile(join(dir, path)).then((body) => response.end(body), () => response.writeHead(404).end()) // prettier-ignore
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const ask = (path: string) =>
    new Promise<string>((done, fail) => {
      get({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, path, agent: false }, (answer) => {
        let text = String(answer.statusCode)
        answer.setEncoding('utf8').on('data', (part: string) => (text += part)).on('end', () => done(text)) // prettier-ignore
      }).on('error', fail)
    })
  return { ask, close: () => server.close() }
}

test('the exported files serve every page with the hub gone: words, history, feeds and the API, with the time at which they were made (COM-9)', async () => {
  await using hub = await exported()
  await exportPages(hub.around, hub.dir, new Map())
  await hub.store.close()
  const server = await serve(hub.dir)
  const page = await server.ask('/status/brightside/')
  assert.match(page, /^200[^]*cornerbakery\.example is not available, and we are working on it/)
  assert.match(page, /<time\s+id="as-of"\s+datetime="2026-03-04T16:00:00Z"/)
  for (const [, link] of page.matchAll(/(?:href|src)="(?!#)([^"]+)"/g)) assert.match(await server.ask(`/status/brightside/${link!}`), /^200/, link!) // prettier-ignore
  assert.equal(JSON.parse((await server.ask('/status/brightside/api/v2/summary.json')).slice(3)).status.indicator, 'major')
  assert.match(await server.ask('/status/corner-bakery/notices/2.txt'), /^200About our website/)
  server.close()
})

test('only what changed is written again, whole or not at all, and what a page no longer has is taken away', async () => {
  await using hub = await exported()
  const written = new Map<string, string>()
  await exportPages(hub.around, hub.dir, written)
  const before = await stat(join(hub.dir, 'status/brightside/badge.svg'))
  await writeFile(join(hub.dir, 'status/brightside/incidents/99.html'), 'of another time')
  await hub.store.transaction((tx) =>
    addAnnouncement(tx, {
      ...{ partner: 'brightside', page: 'brightside', incident: 2, key: '2/more', at: after(NOW, minutes(1)), stage: 'identified' },
      ...{ subject: 'more', text: 'The new certificate is on its way.', site: 'cornerbakery.example' },
    }),
  )
  await exportPages(hub.around, hub.dir, written)
  assert.doesNotMatch(await hub.read('brightside/index.html'), /on its way/)
  hub.news({ partner: 'brightside', incident: 2 })
  hub.clock.at = after(NOW, seconds(1))
  await exportPages(hub.around, hub.dir, written)
  assert.match(await hub.read('brightside/index.html'), /on its way/)
  assert.equal((await stat(join(hub.dir, 'status/brightside/badge.svg'))).ino, before.ino)
  const names = await readdir(join(hub.dir, 'status'), { recursive: true })
  assert.deepEqual(names.filter((name) => /\.part$|99/.test(name)), []) // prettier-ignore
  await hub.store.close()
})

test('a folder that cannot be written is told as a fault, and the loop goes on', async () => {
  await using hub = await exported()
  const file = join(hub.dir, 'taken')
  await writeFile(file, '')
  let tell: (error: unknown) => void
  const told = new Promise<unknown>((done) => (tell = done))
  const loop = startExporting({ ...hub.around, onBug: (error) => tell(error) }, file)
  assert.match(String(await told), /ENOTDIR/)
  await loop.stop()
  await hub.store.close()
})
