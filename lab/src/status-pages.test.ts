import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { startLab, type Lab } from './lab.ts'
import { Visitor } from './visitor.double.ts'

let lab: Lab
let visitor: Visitor

before(async () => {
  lab = await startLab()
  visitor = new Visitor(lab.ready, 300)
})
after(() => lab.close())

const feedOf = async (provider: string) => {
  const { status, body } = await visitor.visit(lab.ready.statusFeeds!.find((one) => one.provider === provider)!.url)
  assert.equal(status, 200)
  return body.toString()
}
const set = (provider: string, state: 'green' | 'major' | 'maintenance' | 'elsewhere') => lab.order({ do: 'status', provider, state })

test('every provider posts in the format of its maker: green, broken, maintained, broken elsewhere', async () => {
  for (const { provider, format } of lab.ready.statusFeeds!) {
    const green = await feedOf(provider)
    const told: string[] = [green]
    for (const state of ['major', 'maintenance', 'elsewhere'] as const) {
      await set(provider, state)
      told.push(await feedOf(provider))
    }
    assert.equal(new Set(told).size, 4, provider)
    if (format === 'rss') assert.match(told[1]!, /<item><title>Outage: Authoritative DNS/)
    else for (const text of told) JSON.parse(text)
    await set(provider, 'green')
    assert.doesNotMatch(await feedOf(provider), /Outage:/)
  }
})

test('Statuspage names the component, and a red component that serves no website is another one', async () => {
  type Summary = {
    status: { indicator: string }
    components: { name: string; status: string }[]
    incidents: unknown[]
    scheduled_maintenances: unknown[]
  }
  const red = async () => {
    const { components, incidents, scheduled_maintenances: planned } = JSON.parse(await feedOf('hafen-hosting')) as Summary
    return [components.find(({ status }) => status !== 'operational')?.name, incidents.length, planned.length]
  }
  await set('hafen-hosting', 'major')
  assert.deepEqual(await red(), ['Shared hosting, server 41', 1, 0])
  await set('hafen-hosting', 'elsewhere')
  assert.deepEqual(await red(), ['Control panel', 1, 0])
  await set('hafen-hosting', 'maintenance')
  assert.deepEqual(await red(), ['Shared hosting, server 41', 0, 1])
})

test('an order for a provider that nobody knows is refused with the words to write', async () => {
  await assert.rejects(set('nobody', 'major'), { code: 'site_unknown', fix: /hafen-hosting/ })
})

test('the canaries can die or tell another year, and recover (row 80, 37)', async () => {
  const [url] = lab.ready.network.canaries
  await lab.order({ do: 'canaries', state: 'dead' })
  await assert.rejects(visitor.visit(url!), { code: 'ETIMEDOUT' })
  await lab.order({ do: 'canaries', state: 'another-year' })
  assert.ok(Date.now() - Date.parse((await visitor.visit(url!)).headers.date!) > 300 * 86_400_000)
  await lab.order({ do: 'canaries', state: 'well' })
  assert.ok(Math.abs(Date.now() - Date.parse((await visitor.visit(url!)).headers.date!)) < 3000)
})
