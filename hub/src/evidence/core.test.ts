import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { core } from './core.ts'
import { subject, webServer } from './subject.double.ts'

const STYLE = 'wp-includes/css/dist/block-library/style.min.css'
const JQUERY = 'wp-includes/js/jquery/jquery.min.js'
const EMBED = 'wp-includes/js/wp-embed.min.js'
const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const FILES = { [STYLE]: 'a{}', [JQUERY]: 'jquery()', [EMBED]: 'embed()' }
const HEAD = '<!doctype html><meta name="generator" content="WordPress 6.8.3"><p>Fresh bread</p>'

/** A site that serves its files as `changes` say, and lists of sums that know 6.8.3, and of 6.8.4 another embed. */
async function said(t: TestContext, changes: Record<string, string> = {}, { page = HEAD, base = '/', list = '' } = {}) {
  const asked: string[] = []
  const lists = await webServer(t, (request, response) => {
    const version = new URL(request.url!, 'http://x').searchParams.get('version')!
    asked.push(version)
    const sums = { ...Object.fromEntries(Object.entries(FILES).map(([path, body]) => [path, md5(body)])), 'wp-login.php': 'x' }
    const known: Record<string, unknown> = { '6.8.3': sums, '6.8.4': { ...sums, [EMBED]: md5('embed(4)') } }
    response.end(list || JSON.stringify({ checksums: known[version] ?? false }))
  })
  const served: Record<string, string> = { ...FILES, ...changes }
  const site = await webServer(t, (request, response) => {
    const { pathname } = new URL(request.url!, 'http://x')
    if (pathname === '/') return response.end(page)
    const body = served[pathname.slice(base.length)]
    return body === undefined ? response.writeHead(404).end() : response.writeHead(200, { 'content-type': 'text/plain' }).end(body)
  })
  return { found: await core.collect(subject(`${site}/`, { wordpressChecksums: `${lists}/1.0/` })), asked }
}

test('files of WordPress are compared with the published sums of the version that the page names (DIA-5, row 68)', async (t) => {
  assert.deepEqual((await said(t)).found, { version: '6.8.3', compared: 3, changed: [] })
  const { found, asked } = await said(t, { [JQUERY]: 'jquery();evil()' })
  assert.deepEqual(found, { version: '6.8.3', compared: 3, changed: [JQUERY] })
  assert.deepEqual(asked.toSorted(), ['6.8.3', '6.8.4', '6.8.5', '6.9'])
})

test('the version stands behind a file where the page hides it, and WordPress may lie in a folder', async (t) => {
  const page = `<link rel="stylesheet" href="/blog/${STYLE}?ver=6.8.3"><script src="/blog/wp-includes/js/other.js?ver=3.7.1"></script>`
  const { found } = await said(t, { [EMBED]: 'evil()' }, { page, base: '/blog/' })
  assert.deepEqual(found, { version: '6.8.3', compared: 3, changed: [EMBED] })
})

test('a file as the next version has it is no change: the page was an old copy', async (t) => {
  assert.deepEqual((await said(t, { [EMBED]: 'embed(4)' })).found, { version: '6.8.3', compared: 3, changed: [] })
})

test('without WordPress nothing is compared, and without a list there is no answer', async (t) => {
  for (const page of ['<p>Fresh bread</p>', '<meta name="generator" content="WordPress 6.9-beta1">', ''])
    assert.deepEqual((await said(t, {}, { page })).found, { version: null, compared: 0, changed: [] })
  for (const list of ['<html>', '{"checksums":false}', '[]', `{"checksums":{"${'x'.repeat(2_000_000)}":1}}`])
    assert.equal((await said(t, { [JQUERY]: 'evil()' }, { list })).found, null)
  const sums = `{"checksums":{"${JQUERY}":7,"${STYLE}":"../../etc","__proto__":{"${EMBED}":"y"}}}`
  assert.deepEqual((await said(t, {}, { list: sums })).found, { version: '6.8.3', compared: 0, changed: [] })
})

const LONG = 5000 // far from the 400 ms that are given, for a busy machine, and far from the half minute that silence takes

test('pages in place of files, endless files and silence are not compared, and it ends in time', async (t) => {
  const answers: RequestListener[] = [
    (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('Not found'),
    (_, response) => response.writeHead(200, { 'content-type': 'text/javascript' }).end('x'.repeat(2_000_000)),
    () => {},
  ]
  const lists = await webServer(t, (_, response) => response.end(JSON.stringify({ checksums: { [JQUERY]: md5('jquery()') } })))
  for (const answer of answers) {
    const site = await webServer(t, (request, response) => (request.url!.startsWith('/?') ? response.end(HEAD) : answer(request, response)))
    const started = performance.now()
    const found = await core.collect(subject(`${site}/`, { wordpressChecksums: `${lists}/1.0/`, ms: 400 }))
    assert.deepEqual([found, performance.now() - started < LONG], [{ version: '6.8.3', compared: 0, changed: [] }, true])
  }
})
