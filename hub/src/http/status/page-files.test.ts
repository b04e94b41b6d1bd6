import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { seededHub } from '../../../test/seeded-hub.ts'
import { filesOf } from './page-files.ts'
import { newsOf } from './page-news.ts'
import type { PageNews } from './page-news.ts'

const FIRST_PAINT = 14_000 // bytes: what one round trip brings (RFC 6928)

let hub: Awaited<ReturnType<typeof seededHub>>
before(async () => (hub = await seededHub()))
after(() => hub.store.close())

// The page of an agency with ten sites, each with days of every kind.
async function tenSites(): Promise<PageNews> {
  const news = await newsOf(hub.around, 'brightside')
  const site = news.page.sites[0]!
  const sites = Array.from({ length: 10 }, (_, n) => ({ ...site, id: n === 0 ? site.id : `shop-${n}.of-a-customer.example` }))
  const { bars, availability } = news.histories.get('riverdental.example')!
  const histories = sites.map(
    ({ id }, n) => [id, { availability, isSlow: false, bars: [...bars.slice(n * 7), ...bars.slice(0, n * 7)] }] as const,
  )
  const components = sites.map(({ id }, n) => ({ ...news.summary.components[n === 0 ? 0 : 1]!, site: id }))
  return { ...news, page: { ...news.page, sites, groups: [] }, summary: { ...news.summary, components }, histories: new Map(histories) }
}

test('the first paint of ten components with an outage and a history takes less than 14 kB (COM-6)', async () => {
  const files = filesOf(await tenSites(), null)
  const packed = await Promise.all(
    ['index.html', 'status.css', 'brand.css', 'status.js'].map(async (path) => gzipSync((await files.get(path)!()).body).length),
  )
  const sum = packed.reduce((all, one) => all + one, 0)
  assert.ok(sum <= FIRST_PAINT, `${packed.join(' + ')} = ${sum} bytes`)
  assert.ok(Buffer.byteLength((await files.get('status.js')!()).body) <= 2048)
})

test('the days of a component are one drawing with a path for each state that occurs, said in words, and a table behind a link (REV-3)', async () => {
  const { body } = await filesOf(await tenSites(), null).get('index.html')!()
  const drawings = body.match(/<svg viewBox="0 0 269 32".*?<\/svg>/gs)!
  assert.equal(drawings.length, 10)
  for (const drawing of drawings) {
    const classes = [...drawing.matchAll(/<path class="(\w+)"/g)].map(([, state]) => state)
    assert.deepEqual(classes, ['well', 'partial', 'down', 'unknown'])
    assert.match(drawing, /aria-label="[^"]+ % while watched, 1 day with an outage"/)
  }
  assert.match(body, /<a href="days\/cornerbakery\.example\.html"/)
})

test('a month in which much happened is on several pages, each leading to the older and the newer, and the feeds stay as they were', async () => {
  const news = await newsOf(hub.around, 'brightside')
  const [one] = news.history
  const history = Array.from({ length: 120 }, (_, n) => ({ ...one!, id: `many-${n}` }))
  const month = news.months.find((name) => new Date(one!.startedAt).toISOString().startsWith(name))!
  const files = filesOf({ ...news, history }, null)
  const on = async (name: string) => {
    const { body } = await files.get(`history/${name}.html`)!()
    const leads = [...body.matchAll(/<a href="\.\.\/history\/([\w-]+)\.html" rel="(\w+)"/g)].map(([, to, rel]) => `${rel} ${to}`)
    return { leads, told: new Set(body.match(/incidents\/many-\d+/g)).size, heading: /<h1[^>]*>(.*?)<\/h1>/.exec(body)![1] }
  }
  const second = await on(`${month}-2`)
  assert.match(second.heading!, /\(2\/3\)$/)
  assert.deepEqual([second.told, second.leads], [50, [`next ${month}-3`, `prev ${month}`]])
  assert.equal((await on(month)).told + second.told + (await on(`${month}-3`)).told, 120)
  assert.equal(files.has(`history/${month}-4.html`), false)
  const older = news.months[news.months.indexOf(month) + 1]!
  assert.equal((await on(older)).leads.at(-1), `prev ${month}-3`)
  const feed = async (of: ReturnType<typeof filesOf>) => (await of.get('feed.atom')!()).body
  assert.equal(await feed(files), await feed(filesOf(news, null)))
})

test('no link of a page leaves its folder, so that the folder can be served from anywhere (COM-9)', async () => {
  const files = filesOf(await newsOf(hub.around, 'corner-bakery'), null)
  for (const [path, make] of files) {
    const { body, type } = await make()
    if (!type.startsWith('text/html') || path === 'embed.html') continue
    for (const [, link] of body.matchAll(/(?:href|src)="(?!#)([^"]+)"/g)) {
      if (link!.startsWith(hub.around.plan().hub.url)) continue // where readers subscribe, which no copy can do
      const target = new URL(link!, `http://page.example/a/${path}`).pathname
      assert.ok(files.has(target.replace(/^\/a\//, '')), `${path} leads to ${link}`)
    }
  }
})
