import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { docsRoutes } from './docs.ts'
import type { Asked } from './route.ts'

const [, route] = docsRoutes()
const ask = async (path: string, headers: Readonly<Record<string, string>> = {}, notChanged: string | null = null) => {
  const asked = { params: { '*': path }, query: {}, header: (name: string) => headers[name], notChanged }
  return (await route!.answer(asked as unknown as Asked)) as {
    status?: number
    bytes: Buffer
    type: string
    headers: Record<string, string>
  }
}

test('anyone reads the docs of this version under /docs/, and hears nothing twice', async () => {
  const start = await ask('')
  assert.equal(start.type, 'text/html; charset=utf-8')
  assert.match(start.bytes.toString(), /<title>Start here · Allclear<\/title>/)
  assert.equal((await ask('', {}, start.headers.etag)).status, 304)
  const packed = await ask('guide/on-call.html', { 'accept-encoding': 'gzip, br' })
  assert.match(gunzipSync(packed.bytes).toString(), /<h1 id="on-call"/)
})

test('no file of the machine is reached through the docs', async () => {
  for (const path of ['nothing.html', '../README.md', 'guide/../../package.json', '__proto__', 'guide'])
    await assert.rejects(ask(path), { code: 'page_unknown' })
})
