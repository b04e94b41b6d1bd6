import assert from 'node:assert/strict'
import type { RequestListener } from 'node:http'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { listed } from './listed.ts'
import { subject, webServer, ZONE } from './subject.double.ts'

async function said(t: TestContext, answer: RequestListener) {
  const api = `${await webServer(t, answer)}/v1`
  return listed.collect(subject(`https://${ZONE}/menu?day=1`, { webRisk: { api, key: 'KEY' }, ms: 500 }))
}

test('a site that is on the list is told with what it is there for, and the list is asked as Web Risk is (DIA-5)', async (t) => {
  const asked: string[] = []
  const found = await said(t, (request, response) => {
    asked.push(decodeURIComponent(request.url!))
    response.end('{"threat":{"threatTypes":["MALWARE",7,"SOCIAL_ENGINEERING"],"expireTime":"2026-11-22T00:00:00Z"}}')
  })
  assert.deepEqual(found, { list: '127.0.0.1', threats: ['MALWARE', 'SOCIAL_ENGINEERING'] })
  assert.deepEqual(asked, [
    `/v1/uris:search?uri=https://${ZONE}/menu?day=1&key=KEY&threatTypes=MALWARE&threatTypes=SOCIAL_ENGINEERING&threatTypes=UNWANTED_SOFTWARE`,
  ])
})

test('an empty object is a site that is not on it; a refusal, other words, too many of them and silence are no answer', async (t) => {
  assert.deepEqual(await said(t, (_, response) => response.end('{}')), { list: '127.0.0.1', threats: [] })
  const odd: RequestListener[] = [
    (_, response) => response.writeHead(403).end('{"error":{"code":403}}'),
    (_, response) => response.end('<html>'),
    (_, response) => response.end('[]'),
    (_, response) => response.end('{"threat":7}'),
    (_, response) => response.end(`{"threat":{"threatTypes":["${'x'.repeat(200_000)}"]}}`),
    () => {},
  ]
  for (const answer of odd) assert.equal(await said(t, answer), null)
  assert.equal(await listed.collect(subject(`https://${ZONE}/`)), null)
})
