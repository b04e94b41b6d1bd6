import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { askedHub } from '../../../test/asked-hub.ts'

const closing: (() => Promise<void>)[] = []
after(() => Promise.all(closing.map((close) => close())))

async function pagedHub() {
  const hub = await askedHub()
  closing.push(async () => {
    await hub.close()
    assert.deepEqual(hub.bugs, [], 'nothing was answered with a bug')
  })
  const number = await hub.asks('domain.expired')
  const mail = await hub.letter(number, 'page')
  const link = hub.linkOf(mail, 'acknowledge')
  const get = (url = link) => hub.app.inject({ url })
  const press = (url = link, headers: Record<string, string> = {}) => hub.app.inject({ method: 'POST', url, headers })
  const person = mail.recipient.name === 'Ana Ruiz' ? 'ana' : 'kofi'
  const ladder = async () => (await hub.incident(number)).ladder
  return { ...hub, number, mail, link, get, press, person, ladder }
}

test('the words of a page name where to acknowledge, with nobody’s token in them until they leave (RES-6)', async () => {
  const { mail } = await pagedHub()
  assert.match(mail.text, /^Please acknowledge: \S+\/a\/…\/acknowledge$/m)
  assert.match(mail.html!, /href="\S+\/a\/(…|%E2%80%A6)\/acknowledge"/)
})

test('opening the link of a page changes nothing and shows who, what and how it stands; pressing acknowledges in their name, once (RES-6)', async () => {
  const hub = await pagedHub()
  const before = await hub.incident(hub.number)
  const looked = await hub.get()
  assert.equal(looked.statusCode, 200)
  assert.match(looked.body, new RegExp(`For ${hub.mail.recipient.name}: incident 1, cornerbakery.example, since`))
  assert.match(looked.body, /Nobody has incident 1 \(cornerbakery\.example\) yet\.[\s\S]*Acknowledge as/)
  assert.deepEqual([looked.headers['cache-control'], looked.headers['set-cookie']], ['no-store', undefined])
  assert.deepEqual(await hub.incident(hub.number), before)
  for (let times = 0; times < 2; times++) {
    const pressed = await hub.press()
    assert.equal(pressed.statusCode, 200)
    assert.match(pressed.body, /Thank you\. You have incident 1/)
    assert.doesNotMatch(pressed.body, /<button/)
  }
  assert.equal((await hub.ladder()).acknowledgedBy, hub.person)
  assert.equal((await hub.notes(hub.number)).filter((note) => note.endsWith('acknowledged.')).length, 1)
})

test('the app of a push presses the same link, with whatever body it sends', async () => {
  const hub = await pagedHub()
  assert.equal((await hub.press(hub.link, { 'content-type': 'text/plain', origin: 'https://ntfy.example' })).statusCode, 200)
  assert.equal((await hub.ladder()).acknowledgedBy, hub.person)
})

test('whoever comes too late is told who has it, and after the all clear since when it is over', async () => {
  const hub = await pagedHub()
  await hub.happens(hub.number, { type: 'acknowledged', by: 'mei' })
  const late = await hub.press()
  assert.equal(late.statusCode, 409)
  assert.match(late.body, /Mei Tanaka has it already/)
  await hub.happens(hub.number, { type: 'seen-up' })
  hub.passes('2h')
  await hub.happens(hub.number, { type: 'clock' })
  assert.match((await hub.press()).body, /is over since 1\d:00 \w+\./)
})

test('the link ends with the outage that it was sent for', async () => {
  const hub = await pagedHub()
  await hub.happens(hub.number, { type: 'seen-up' })
  hub.passes('1m')
  const verdict = (await hub.incident(hub.number)).verdict!
  await hub.happens(hub.number, { type: 'confirmed', verdict, since: hub.clock.at })
  assert.equal((await hub.press()).statusCode, 404)
  assert.equal((await hub.ladder()).acknowledgedBy, null)
})

test('a token that is forged, or of a message to a client or partner, acknowledges nothing', async () => {
  const hub = await pagedHub()
  const client = await hub.letter(hub.number, 'domain-renewal')
  for (const url of [hub.linkOf(client, 'acknowledge'), hub.link.replace(/-[\w-]{22}/, `-${'A'.repeat(22)}`), '/a/x/acknowledge']) {
    assert.equal((await hub.get(url)).statusCode, 404, url)
    assert.equal((await hub.press(url)).statusCode, 404, url)
  }
  assert.equal((await hub.get(hub.linkOf(hub.mail))).statusCode, 404, 'a page asks for no other answer')
  assert.equal((await hub.ladder()).acknowledgedBy, null)
})
