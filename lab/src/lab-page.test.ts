import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { LabState } from './lab-page.ts'
import { startLab, type Lab } from './lab.ts'
import { ask } from './visitor.double.ts'

const SITE = 'fahrradwerk.example'
let lab: Lab

before(async () => {
  lab = await startLab()
})
after(() => lab.close())

const faultOf = async () => {
  const state = JSON.parse((await ask(`${lab.ready.page}/api/state`)).text) as LabState
  return state.sites.find(({ site }) => site === SITE)?.fault
}
const form = (body: string, headers: Record<string, string> = {}) =>
  ask(lab.ready.page, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body })
const order = (body: string, headers: Record<string, string> = {}) =>
  ask(`${lab.ready.page}/api/orders`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })

test('plain forms break and fix a site and switch renewals, without any script', async () => {
  assert.equal((await form(`do=break&site=${SITE}&fault=error-500`, { origin: lab.ready.page })).status, 303)
  assert.equal(await faultOf(), 'error-500')
  assert.match((await ask(lab.ready.page)).text, /error-500 since/)
  await form(`do=fix&site=${SITE}`)
  assert.equal(await faultOf(), null)
  await form('do=panel&renewals=succeed')
  assert.equal(lab.state().panel.renewals, 'succeed')
})

test('programs give the same orders as JSON', async () => {
  assert.equal((await order(JSON.stringify({ do: 'break', site: SITE, fault: 'slow' }))).status, 200)
  assert.equal(await faultOf(), 'slow')
  await order(JSON.stringify({ do: 'fix', site: SITE }))
  assert.equal(await faultOf(), null)
})

test('a malformed order is answered with what to write', async () => {
  for (const body of ['', 'no json', '{}', '{"do":"explode"}', '[]', '{"do":"break","site":1,"fault":null}']) {
    const { status, text } = await order(body)
    assert.equal(status, 400, body)
    assert.equal((JSON.parse(text) as { code: string }).code, 'order_malformed')
  }
  assert.equal((await order('{"do":"fix","site":"nowhere.example"}')).status, 404)
})

test('the pages of other sites can order nothing, by form or by a name of their own', async () => {
  const body = `do=break&site=${SITE}&fault=error-500`
  assert.equal((await form(body, { origin: 'https://evil.example' })).status, 403)
  assert.equal((await form(body, { 'sec-fetch-site': 'cross-site' })).status, 403)
  assert.equal((await form(body, { host: 'rebound.example' })).status, 403)
  assert.equal((await ask(lab.ready.page, { headers: { host: 'rebound.example' } })).status, 403)
  assert.equal(await faultOf(), null)
})
