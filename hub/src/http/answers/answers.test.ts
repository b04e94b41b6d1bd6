import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { askedHub } from '../../../test/asked-hub.ts'
import { steps } from '../../../test/stories/world.ts'
import { makeToken } from '../tokens.ts'
import { votesOf } from '../../store/votes.ts'

const closing: (() => Promise<void>)[] = []
after(() => Promise.all(closing.map((close) => close())))

async function hubThatAsks(...asked: Parameters<Awaited<ReturnType<typeof askedHub>>['asks']>) {
  const hub = await askedHub()
  closing.push(async () => {
    await hub.close()
    assert.deepEqual(hub.bugs, [], 'nothing was answered with a bug')
  })
  const number = await hub.asks(...asked)
  const get = (url: string, method: 'GET' | 'HEAD' = 'GET') => hub.app.inject({ url, method })
  const press = (url: string, fields: Record<string, string>) =>
    hub.app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields).toString(),
    })
  return { ...hub, number, get, press }
}

const task = 'task: { title: Note it, for: on-call'
const APPROVALS = steps(
  'plan, start: at once, approval: { from: client, template: investigating, for: 1h }',
  `go, start: when client approves, ${task} }`,
  `no-go, start: when client declines, ${task} }`,
)
const lapsed = () => hubThatAsks('domain.expired')

test('opening every link of a message changes nothing, however often a scanner of mail does it (COM-5)', async () => {
  const hub = await lapsed()
  const letter = await hub.letter(hub.number, 'domain-renewal')
  const before = await hub.incident(hub.number)
  const links = ['', 'done', 'help', 'call', 'helpful', 'unhelpful'].map((answer) => hub.linkOf(letter, answer))
  for (const link of links)
    for (const method of ['GET', 'HEAD', 'GET'] as const) {
      const { statusCode, headers } = await hub.get(link, method)
      assert.equal(statusCode, 200, link)
      assert.deepEqual(
        [headers['cache-control'], headers['referrer-policy'], headers['x-robots-tag'], headers['set-cookie']],
        ['no-store', 'no-referrer', 'noindex, nofollow, noarchive', undefined],
      )
    }
  assert.deepEqual(await hub.incident(hub.number), before)
  assert.deepEqual(await votesOf(hub.store.db, 'brightside', hub.number), [])
})

test('the page shows the words they saw, in the brand of the partner, and names nobody else (COM-1, REA-5)', async () => {
  const hub = await lapsed()
  const { body } = await hub.get(hub.linkOf(await hub.letter(hub.number, 'domain-renewal'), 'call'))
  assert.match(body, /Brightside Care/)
  assert.match(body, /Only you, as its owner, can renew the name/)
  assert.match(body, /status\/corner-bakery\/brand\.css/)
  assert.doesNotMatch(body, /Harbor|noc@|incident|playbook|\/a\/…|rosa@/)
  assert.match(body, /value="call"[^>]*class="first"[\s\S]*value="done"/)
})

test('"this is done" counts as their reply: it ends the reminders, once, with who said it to which words (COM-5)', async () => {
  const hub = await lapsed()
  const letter = await hub.letter(hub.number, 'domain-renewal')
  const pressed = await hub.press(hub.linkOf(letter), { answer: 'done', name: 'Bo', text: 'Paid for two years.\r\nSorry!' })
  assert.deepEqual([pressed.statusCode, pressed.headers.location], [303, hub.linkOf(letter, 'done')])
  const again = await hub.press(hub.linkOf(letter), { answer: 'done' })
  assert.equal(again.statusCode, 303)
  assert.match((await hub.get(pressed.headers.location as string)).body, /We have your answer:\s*<strong>This is done<\/strong>/)
  const { answers } = await hub.incident(hub.number)
  assert.deepEqual(answers, [
    {
      ...{ who: 'client', what: 'replied', at: hub.clock.at, by: 'Bo (bo.hart@mailbox.example)' },
      ...{ text: 'Paid for two years.\nSorry!', says: 'done', message: letter.key, ref: `press ${letter.key} done` },
    },
  ])
  assert.ok(
    (await hub.notes(hub.number)).some((note) => note.startsWith('The client replied. Bo (bo.hart@mailbox.example): This is done. “Paid')),
  )
  assert.ok((await hub.tasks(hub.number)).some(({ title }) => title.startsWith('See the renewal through')))
})

test('who asks for a call gets a task for on-call with their number, and may still say that it is done', async () => {
  const hub = await lapsed()
  const link = hub.linkOf(await hub.letter(hub.number, 'domain-renewal'))
  await hub.press(link, { answer: 'call' })
  const wanted = { title: 'Call Bo Hart (bo.hart@mailbox.example), who asked for it', contact: '+13125550120' }
  assert.deepEqual(
    (await hub.tasks(hub.number)).filter(({ title }) => title.startsWith('Call')),
    [wanted],
  )
  assert.doesNotMatch((await hub.get(link)).body, /value="call"/)
  assert.equal((await hub.press(link, { answer: 'done' })).statusCode, 303)
  assert.equal((await hub.incident(hub.number)).answers.length, 2)
})

test('a yes is recorded once with who, when and what they saw; a no after it is too late and says so (REA-5)', async () => {
  const hub = await hubThatAsks(APPROVALS)
  const letter = await hub.letter(hub.number, 'investigating')
  assert.match(letter.text, /^Yes: \S+\/a\/…\/yes\nNo: \S+\/a\/…\/no$/m)
  assert.equal((await hub.press(hub.linkOf(letter), { answer: 'yes' })).statusCode, 303)
  const late = await hub.press(hub.linkOf(letter), { answer: 'no' })
  assert.equal(late.statusCode, 409)
  assert.match(late.body, /We have your answer:\s*<strong>Yes<\/strong>/)
  assert.match(late.body, /no longer asked/)
  const { answers, tasks } = await hub.incident(hub.number)
  assert.deepEqual(
    answers.map(({ what, message, step, at }) => ({ what, message, step, at })),
    [{ what: 'approved', message: letter.key, step: 'plan', at: hub.clock.at }],
  )
  assert.deepEqual([tasks['go'] !== undefined, tasks['no-go']], [true, undefined])
})

test('a yes that comes after the time for it counts for nothing', async () => {
  const hub = await hubThatAsks(APPROVALS)
  const letter = await hub.letter(hub.number, 'investigating')
  hub.passes('2h')
  await hub.happens(hub.number, { type: 'clock' })
  const late = await hub.press(hub.linkOf(letter), { answer: 'yes' })
  assert.equal(late.statusCode, 409)
  assert.match(late.body, /no longer asked/)
  await hub.happens(hub.number, { type: 'approved', who: 'client', step: 'plan' }) // one who pressed in the same moment
  assert.deepEqual((await hub.incident(hub.number)).answers, [])
})

test('after the all clear nothing is asked any more, votes count for 30 days, then the link is as unknown as a forged one', async () => {
  const hub = await lapsed()
  const letter = await hub.letter(hub.number, 'domain-renewal')
  await hub.happens(hub.number, { type: 'seen-up' })
  hub.passes('2h')
  await hub.happens(hub.number, { type: 'clock' })
  assert.equal((await hub.incident(hub.number)).phase, 'resolved')
  assert.equal((await hub.press(hub.linkOf(letter), { answer: 'done' })).statusCode, 409)
  hub.passes('29 days')
  assert.equal((await hub.press(hub.linkOf(letter), { answer: 'helpful' })).statusCode, 303)
  hub.passes('2 days')
  const old = await hub.press(hub.linkOf(letter), { answer: 'helpful' })
  assert.equal(old.statusCode, 404)
  assert.match(old.body, /does not work, or no longer/)
})

test('a vote can be changed, and the last one counts, with its comment (COM-11)', async () => {
  const hub = await lapsed()
  const letter = await hub.letter(hub.number, 'domain-renewal')
  await hub.press(hub.linkOf(letter), { answer: 'helpful' })
  await hub.press(hub.linkOf(letter), { answer: 'unhelpful', text: 'Which password?' })
  const votes = await votesOf(hub.store.db, 'brightside', hub.number)
  assert.deepEqual(
    votes.map(({ helpful, comment, message }) => ({ helpful, comment, message })),
    [{ helpful: false, comment: 'Which password?', message: letter.key }],
  )
  assert.match((await hub.get(hub.linkOf(letter, 'helpful'))).body, /We have your answer:\s*<strong>No, it did not<\/strong>/)
  assert.deepEqual((await hub.incident(hub.number)).answers, [], 'a vote is no reply')
  const token = async (partner: string | null) =>
    (await makeToken(hub.store.db, { kind: 'api', name: 'test', role: 'viewer', partner, now: hub.clock.at })).secret
  const ask = async (partner: string | null, url: string) =>
    hub.app.inject({ url, headers: { authorization: `Bearer ${await token(partner)}` } })
  const { yes, no, votes: listed } = (await ask('brightside', `/api/v1/incidents/${hub.number}/helpful`)).json()
  assert.deepEqual([yes, no, listed[0].comment], [0, 1, 'Which password?'])
  assert.equal((await ask('rival', `/api/v1/incidents/${hub.number}/helpful`)).statusCode, 404)
  assert.equal((await ask(null, `/api/v1/incidents/${hub.number}/room`)).json().votes[0].comment, 'Which password?')
})

test('a token that is forged, cut, of another message or of another installation opens nothing', async () => {
  const hub = await lapsed()
  const rival = await hub.asks('domain.expired', hub.plan.sites['rival.example']!)
  const [mine, other] = [await hub.letter(hub.number, 'domain-renewal'), await hub.letter(rival, 'incident-opened')]
  const token = hub.linkOf(mine).slice('/a/'.length)
  const [number, seal] = token.split(/-(.*)/s) as [string, string]
  const swapped = `${other.seq.toString(36)}-${seal}`
  const forged = [
    swapped,
    `${number}-${'A'.repeat(22)}`,
    token.slice(0, -1),
    `${token}A`,
    `${number}-`,
    seal,
    '0-x',
    'zzzzzzzzzz-' + seal,
    '..%2f..',
  ]
  for (const one of forged) {
    assert.equal((await hub.get(`/a/${one}`)).statusCode, 404, one)
    assert.equal((await hub.press(`/a/${one}`, { answer: 'done' })).statusCode, 404, one)
  }
  assert.deepEqual([(await hub.incident(hub.number)).answers, (await hub.incident(rival, 'rival')).answers], [[], []])
})

test('an answer that the message does not offer, or a field that is not there, is refused by name', async () => {
  const hub = await lapsed()
  const letter = await hub.letter(hub.number, 'domain-renewal')
  const cases: [Record<string, string>, number, RegExp][] = [
    [{ answer: 'yes' }, 400, /does not ask for this answer/],
    [{ answer: 'resolve' }, 400, /answer/],
    [{}, 400, /answer/],
    [{ answer: 'done', partner: 'rival' }, 400, /partner/],
    [{ answer: 'done', text: 'x'.repeat(2001) }, 400, /shorten it/i],
    [{ answer: 'done', name: '\u202Eoops' }, 400, /not allowed in text/],
  ]
  for (const [fields, status, says] of cases) {
    const { statusCode, body } = await hub.press(hub.linkOf(letter), fields)
    assert.equal(statusCode, status, JSON.stringify(fields))
    assert.match(body, says)
  }
  assert.deepEqual((await hub.incident(hub.number)).answers, [])
})

test('one link is pressed 20 times a minute, and no more', async () => {
  const hub = await lapsed()
  const link = hub.linkOf(await hub.letter(hub.number, 'domain-renewal'))
  const seen = await Promise.all(Array.from({ length: 25 }, () => hub.press(link, { answer: 'helpful' })))
  assert.deepEqual(Map.groupBy(seen, ({ statusCode }) => statusCode).get(429)?.length, 5)
})

test('from any message its reader sees what happened, what is asked and what was written, in the language they choose (COM-5, COM-6)', async () => {
  const hub = await lapsed()
  await hub.delivers()
  const link = hub.linkOf(await hub.letter(hub.number, 'domain-renewal'))
  const before = await hub.incident(hub.number)
  const { body, headers } = await hub.get(`${link}/site`)
  for (const words of [
    'Brightside Care',
    'cornerbakery.example',
    'What we ask of you',
    'This is done',
    'Investigating',
    'Past incidents',
    'Done, please check',
  ])
    assert.ok(body.includes(words), words)
  assert.doesNotMatch(body, /Harbor|noc@|rosa@|playbook/)
  assert.deepEqual([headers['cache-control'], headers['referrer-policy']], ['no-store', 'no-referrer'])
  assert.match((await hub.get(`${link}/site?lang=de`)).body, /<html lang="de">[\s\S]*Erledigt, bitte prüfen/)
  assert.deepEqual([await hub.incident(hub.number), hub.looked], [before, []], 'opening it changes nothing')
  assert.equal((await hub.get(`${link.slice(0, -1)}~/site`)).statusCode, 404)
})

test('"done, please check" has the site looked at at once, and "this is done" does too; more than five a minute are too many', async () => {
  const hub = await lapsed()
  const link = hub.linkOf(await hub.letter(hub.number, 'domain-renewal'))
  const pressed = await hub.press(`${link}/check`, { lang: 'fr' })
  assert.deepEqual([pressed.statusCode, pressed.headers.location], [303, `${link}/site?lang=fr`])
  await hub.press(link, { answer: 'done' })
  assert.deepEqual(hub.looked, ['cornerbakery.example', 'cornerbakery.example'])
  for (let n = 0; n < 4; n++) await hub.press(`${link}/check`, {})
  assert.equal((await hub.press(`${link}/check`, {})).statusCode, 429)
  assert.equal((await hub.press(`${link.slice(0, -1)}~/check`, {})).statusCode, 404)
})
