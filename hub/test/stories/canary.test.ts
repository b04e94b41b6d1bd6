import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadLibrary } from '../../src/library.ts'
import { speak } from '../../src/domain/message/speak.ts'
import { templateKey } from '../../src/domain/message/template.ts'
import type { Templates } from '../../src/domain/message/template.ts'
import type { Plan } from '../../src/domain/plan/plan.ts'
import { dice } from './dice.ts'
import type { Roll } from './dice.ts'
import { agency, builtIn, World } from './world.ts'

// The links to answer lead to the hub, so its address is the one thing of the operator's that a client may see.
// Every text of the other partner bears one canary, everything of the operator another. None may sing in words for the Corner Bakery.
const THEIRS = 'canaryb'
const OPERATORS = 'canaryop'
const PLAIN = ['timezone', 'holidays', 'language', 'colour']

function withCanary<T>(value: T, canary: string, key = ''): T {
  if (typeof value === 'string') {
    if (PLAIN.includes(key)) return value
    return (/^https?:/.test(value) ? value.replace('://', `://${canary}-`) : `${canary}-${value}`) as T
  }
  if (Array.isArray(value)) return value.map((one) => withCanary(one as unknown, canary, key)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withCanary(one as unknown, canary, name)])) as T
}

const partner = withCanary(agency.partners['brightside']!, THEIRS)
const client = withCanary(agency.clients['corner-bakery']!, THEIRS)
const bakery = agency.sites['cornerbakery.example']!
const site = { ...bakery, id: `${THEIRS}.example`, url: `https://${THEIRS}.example/`, client: client.id, partner: partner.id }

const planIn = (language: string): Plan => ({
  ...agency,
  operator: {
    ...agency.operator,
    name: `${OPERATORS} Care`,
    mail: `noc@${OPERATORS}.example`,
    statusPage: `https://status.${OPERATORS}.example/`,
  },
  people: withPeople(),
  partners: { ...agency.partners, [partner.id]: partner },
  clients: {
    ...agency.clients,
    'corner-bakery': { ...agency.clients['corner-bakery']!, language },
    [client.id]: client,
  },
  sites: { ...agency.sites, [site.id]: site },
})

const withPeople = () =>
  Object.fromEntries(Object.entries(agency.people).map(([id, person]) => [id, { ...person, name: `${OPERATORS} ${person.name}` }]))

/** The built-in words, and words of the other partner's own for each of them. */
async function templatesWithTheirs(): Promise<Templates> {
  const { templates } = await loadLibrary({})
  const theirs = [...templates.values()].map((one) => ({ ...one, partner: partner.id, body: `${THEIRS} ${one.body}` }))
  return new Map([...templates, ...theirs.map((one) => [templateKey(one.language, one.name, one.partner), one] as const)])
}

const templates = await templatesWithTheirs()
const CAUSES = ['tls.expired', 'domain.expired', 'hosting.billing', 'host.disk_full', 'dns.lame', 'security.malware', 'unknown']
const HAPPENINGS: readonly ((world: World, roll: Roll) => unknown)[] = [
  (world) => world.goesDown(),
  (world) => world.comesBack(),
  (world, roll) => world.showsCause(roll.one(CAUSES), roll.one([1, 0.95, 0.7])),
  (world) => world.acknowledges('ana'),
  (world, roll) => world.happens({ type: 'replied', who: roll.one(['client', 'partner']) }),
  (world, roll) =>
    world.happens({ type: 'bounced', address: roll.one(['bo@cornerbakery.example', 'bo.hart@mailbox.example', '+13125550120']) }),
  (world) => world.happens({ type: 'cause-confirmed', by: 'ana' }),
  (world, roll) => world.passes(roll.one(['1m', '20m', '4h', '1d'])),
]

test('in tangled lives no words, names or addresses of one partner reach another one or its client, and a white-label client reads nothing of the operator (COM-1)', () => {
  let heard = 0
  for (let seed = 1; seed <= 50; seed++) {
    const roll = dice(seed)
    const plan = planIn(roll.one(['en', 'de', 'es', 'fr', 'pt', 'it']))
    const world = new World('2026-03-04T10:00:00-06:00', { plan, playbooks: builtIn }).goesDown()
    for (let n = 0; n < 14; n++) roll.one(HAPPENINGS)(world, roll)
    for (const { decision, at } of world.moments) {
      for (const effect of decision.effects) {
        if (effect.do !== 'message' && effect.do !== 'announce') continue
        const { subject, text, html, link } = speak({ plan, templates, incident: decision.incident, effect, at })
        const { from, cc, address, name, audience } = effect.recipient
        const whole = [subject, text, html, link, from, name, ...cc, ...address].join('\n')
        assert.ok(!whole.includes(THEIRS), `seed ${seed}: ${effect.template} to ${audience}\n${whole}`)
        if (audience === 'partner') continue
        assert.ok(!whole.includes(OPERATORS), `seed ${seed}: ${effect.template} to ${audience}\n${whole}`)
        assert.match(from, /Brightside/)
        heard++
      }
    }
  }
  assert.ok(heard > 150, `only ${heard} messages: the lives are too quiet to prove anything`)
})

test('words of a partner’s own reach its clients and nobody else (COM-1)', () => {
  const own = new Map([
    ...templates,
    [
      templateKey('en', 'investigating', 'brightside'),
      { ...templates.get('en/investigating')!, partner: 'brightside', body: 'In our own words.' },
    ],
  ])
  const plan = planIn('en')
  const world = new World('2026-03-04T10:00:00-06:00', { plan, playbooks: builtIn }).goesDown().showsCause('unknown').passes('4h')
  const said = world.moments.flatMap(({ decision, at }) =>
    decision.effects.flatMap((effect) =>
      effect.do === 'message' && effect.template === 'investigating'
        ? [
            [
              effect.recipient.audience,
              speak({ plan, templates: own, incident: decision.incident, effect, at }).text.includes('In our own words.'),
            ],
          ]
        : [],
    ),
  )
  assert.ok(said.some(([audience, isOwn]) => audience === 'client' && isOwn))
  assert.ok(said.every(([audience, isOwn]) => isOwn === (audience === 'client')))
})
