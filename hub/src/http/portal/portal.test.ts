import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { askedHub } from '../../../test/asked-hub.ts'
import { after as later, days } from '../../domain/instant.ts'
import { askForContacts, beginAsking } from '../../engine/respond/ask-contacts.ts'
import { listAudit } from '../../store/audit.ts'
import { contactBooks } from '../../store/contact-books.ts'
import { listMessages } from '../../store/messages.ts'
import { makeToken } from '../tokens.ts'

let hub: Awaited<ReturnType<typeof askedHub>>
before(async () => void (hub = await askedHub()))
after(async () => {
  await hub.close()
  assert.deepEqual(hub.bugs, [], 'nothing was answered with a bug')
})

const OWN = { host: 'hub.test', origin: 'http://hub.test' }
const get = (url: string, cookie = '') => hub.app.inject({ url, headers: { ...OWN, cookie } })
const post = (url: string, fields: Record<string, string>, cookie = '') =>
  hub.app.inject({
    method: 'POST',
    url,
    headers: { ...OWN, cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  })
const lettersTo = async (address: string) =>
  (await listMessages(hub.store.db, { limit: 100 })).filter(({ recipient }) => recipient.address[0] === address)
const cookieOf = (answer: { headers: Record<string, unknown> }) => String(answer.headers['set-cookie']).split(';')[0]!

async function invited(mail: string, role: string, client?: string): Promise<string> {
  const { secret } = await makeToken(hub.store.db, { kind: 'api', name: 'owner', role: 'owner', now: hub.clock.at })
  const made = await hub.app.inject({
    method: 'POST',
    url: '/api/v1/partners/brightside/members',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    payload: JSON.stringify({ mail, name: 'Rosa', role, ...(client ? { client } : {}) }),
  })
  assert.equal(made.statusCode, 201, made.body)
  const [letter] = await lettersTo(mail.toLowerCase())
  return `${hub.linkOf(letter!)}/join`
}
const joined = async (...of: Parameters<typeof invited>) => cookieOf(await post(await invited(...of), {}))

test('an invitation lets somebody in once, by a press, for seven days; what they may see comes from it alone', async () => {
  const link = await invited('Rosa@Brightside.example', 'partner-member')
  for (let n = 0; n < 2; n++) assert.match((await get(link)).body, /This link works once/)
  const first = await post(link, {})
  assert.deepEqual([first.statusCode, first.headers.location], [303, '/portal/'])
  const home = await get('/portal/', cookieOf(first))
  assert.equal(home.statusCode, 200)
  assert.match(home.body, /Brightside Care/)
  assert.doesNotMatch(home.body, /Harbor|Rival|noc@/)
  assert.equal((await post(link, {})).statusCode, 404)
  assert.equal((await get('/portal/people', cookieOf(first))).statusCode, 403, 'a member invites nobody')
  const late = await invited('late@brightside.example', 'partner-admin')
  hub.passes('8 days')
  assert.equal((await post(late, {})).statusCode, 404)
})

test('a link to log in goes to those who may look in, and the same is said to everyone', async () => {
  const before = (await lettersTo('rosa@brightside.example')).length
  const [known, unknown] = [
    await post('/portal/login', { mail: 'rosa@brightside.example' }),
    await post('/portal/login', { mail: 'eve@evil.example' }),
  ]
  assert.deepEqual([known.statusCode, known.body], [unknown.statusCode, unknown.body])
  await hub.store.transaction(async () => {}) // after what was begun
  const letters = await lettersTo('rosa@brightside.example')
  assert.equal(letters.length, before + 1)
  assert.equal((await lettersTo('eve@evil.example')).length, 0)
  assert.doesNotMatch(letters[0]!.text, /\/a\/[0-9a-z]+-/, 'nobody who reads it in the console can use it')
  const session = cookieOf(await post(`${hub.linkOf(letters[0]!)}/join`, {}))
  assert.equal((await get('/portal/', session)).statusCode, 200)
  assert.equal((await get('/')).headers.location, '/login')
  assert.equal((await get('/', session)).statusCode, 403, 'the console is not theirs')
  assert.equal((await get('/portal/')).headers.location, '/portal/login')
})

test('what needs a partner’s answer comes first, then what was said to its clients and in whose name (COM-1, REA-5)', async () => {
  const number = await hub.asks('domain.expired')
  await hub.asks('domain.expired', hub.plan.sites['rival.example']!)
  await hub.delivers()
  const session = await joined('ida@brightside.example', 'partner-admin')
  const { body } = await get('/portal/', session)
  assert.match(
    body,
    /What needs your answer[\s\S]*cornerbakery\.example[\s\S]*What was said to your clients[\s\S]*in the name of Brightside Care/,
  )
  assert.doesNotMatch(body, /rival|Harbor|\/a\/…/)
  assert.ok(body.includes((await hub.letter(number, 'domain-renewal')).subject))
})

test('a client sees its own sites and letters, and none of the partner’s pages', async () => {
  const session = await joined('bo.hart@mailbox.example', 'client', 'corner-bakery')
  const { body } = await get('/portal/', session)
  assert.match(body, /cornerbakery\.example[\s\S]*What we wrote/)
  assert.doesNotMatch(body, /rival|Harbor|\/portal\/contacts/)
  for (const url of ['/portal/contacts', '/portal/people', '/', '/api/v1/sites'])
    assert.equal((await get(url, session)).statusCode, 403, url)
  assert.equal((await hub.app.inject({ url: '/api/v1/me', headers: { cookie: session } })).json().client, 'corner-bakery')
})

test('contacts are kept on screen, confirmed by whoever writes them, and bad ones are refused', async () => {
  const session = await joined('una@brightside.example', 'partner-member')
  assert.match((await get('/portal/contacts', session)).body, /Nobody has confirmed these yet/)
  const contact = { 'name-0': 'Bo Hart', 'mail-0': 'bo.hart@mailbox.example', 'phone-0': '+1 312 555 0120', 'prefers-0': 'sms' }
  const url = '/portal/contacts/corner-bakery'
  assert.equal((await post(url, { ...contact, 'mail-0': 'no mail' }, session)).statusCode, 400)
  assert.equal((await post(url, { 'name-0': '' }, session)).statusCode, 400)
  assert.equal((await post('/portal/contacts/nobody', contact, session)).statusCode, 404)
  assert.equal((await post(url, contact, session)).statusCode, 303)
  const [book] = (await contactBooks(hub.store.db, 'brightside')).filter(({ client }) => client === 'corner-bakery')
  assert.deepEqual(book!.kept!.contacts, [{ name: 'Bo Hart', role: null, mail: 'bo.hart@mailbox.example', phone: '+13125550120', prefers: 'sms' }]) // prettier-ignore
  assert.deepEqual([book!.confirmedBy, book!.dueAt], ['una@brightside.example', later(hub.clock.at, days(90))])
})

test('after 90 days their partner is asked once whether contacts are still right, and one press without a login says so (PRP-1)', async () => {
  await beginAsking(hub.around)
  await askForContacts(hub.around)
  const asked = async () =>
    (await listMessages(hub.store.db, { partner: 'brightside', limit: 200 })).filter(({ template }) => template === 'contacts-stale')
  assert.equal((await asked()).length, 0)
  hub.passes('91 days')
  for (let n = 0; n < 2; n++) await askForContacts(hub.around)
  const letter = (await asked()).find(({ subject }) => subject.includes('Corner Bakery'))!
  assert.equal((await asked()).length, 2, 'its own, and those of its client')
  const link = `${hub.linkOf(letter)}/contacts`
  const seen = await get(link)
  assert.match(seen.body, /Bo Hart/)
  assert.doesNotMatch(seen.body, /Harbor|rival/)
  const bookOf = async () => (await contactBooks(hub.store.db, 'brightside')).find(({ client }) => client === 'corner-bakery')!
  assert.notEqual((await bookOf()).askedAt, null)
  assert.match((await post(link, {})).body, /Confirmed on/)
  assert.deepEqual([(await bookOf()).askedAt, (await bookOf()).dueAt], [null, later(hub.clock.at, days(90))])
  assert.equal((await post(`${hub.linkOf(letter)}/join`, {})).statusCode, 404, 'it lets nobody in')
})

test('who is removed is out at once, nobody removes or raises themselves, and every deed is an audit line (ASVS 7.4.2)', async () => {
  const [admin, member] = [
    await joined('ada@brightside.example', 'partner-admin'),
    await joined('max@brightside.example', 'partner-member'),
  ]
  assert.equal((await get('/portal/', member)).statusCode, 200)
  assert.match((await get('/portal/people', admin)).body, /max@brightside\.example/)
  assert.equal((await post('/portal/people/remove', { mail: 'max@brightside.example' }, admin)).statusCode, 303)
  assert.equal((await get('/portal/', member)).headers.location, '/portal/login')
  assert.equal((await post('/portal/people/remove', { mail: 'ada@brightside.example' }, admin)).statusCode, 409)
  assert.equal(
    (await post('/portal/people', { mail: 'ada@brightside.example', name: 'Ada', role: 'partner-admin' }, admin)).statusCode,
    409,
  )
  assert.equal((await post('/portal/people', { mail: 'x@y.example', name: 'X', role: 'owner' }, admin)).statusCode, 400)
  assert.equal((await post('/portal/people', { mail: 'x@y.example', name: 'X', role: 'client', client: 'nobody' }, admin)).statusCode, 400)
  const lines = await listAudit(hub.store.db, { partner: 'brightside', limit: 200 })
  for (const what of ['invited as partner-member', 'logged in', 'confirmed contacts', 'changed contacts', 'shut out of the portal'])
    assert.ok(lines.some((line) => line.what === what), what) // prettier-ignore
})
