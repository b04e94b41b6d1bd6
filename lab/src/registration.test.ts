import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { ADDRESSES } from './addresses.ts'
import { startLab, type Lab } from './lab.ts'
import { ask } from './visitor.double.ts'

const SITE = 'alpenhof.example'
let lab: Lab

before(async () => {
  lab = await startLab()
})
after(() => lab.close())

type Rdap = {
  status: string[]
  events: { eventAction: string; eventDate: string }[]
  nameservers: { ldhName: string }[]
  entities: { roles: string[]; vcardArray: [string, [string, object, string, string][]] }[]
  links: { rel: string; href: string }[]
}

async function rdapOf(domain: string): Promise<{ status: number; answer: Rdap; type: string | undefined }> {
  const { services } = JSON.parse((await ask(lab.ready.network.rdapBootstrap)).text) as { services: [string[], string[]][] }
  const base = services.find(([tlds]) => tlds.includes('example'))?.[1][0] ?? ''
  const { status, text, headers } = await ask(`${base}domain/${domain}`)
  return { status, answer: JSON.parse(text) as Rdap, type: headers['content-type'] }
}

const dateOf = ({ events }: Rdap, action: string) => Date.parse(events.find(({ eventAction }) => eventAction === action)?.eventDate ?? '')

test('RDAP, found through the bootstrap file, knows dates, registrar, status and name servers (DIA-2)', async () => {
  const { answer, type } = await rdapOf(SITE)
  assert.equal(type, 'application/rdap+json')
  assert.ok(dateOf(answer, 'expiration') > Date.now() && dateOf(answer, 'registrar expiration') > Date.now())
  assert.deepEqual(answer.status, ['client transfer prohibited'])
  assert.deepEqual(
    answer.nameservers.map(({ ldhName }) => ldhName),
    ['ns1.anchor.example', 'ns2.anchor.example'],
  )
  const registrar = answer.entities.find(({ roles }) => roles.includes('registrar'))
  assert.equal(registrar?.vcardArray[1].find(([key]) => key === 'fn')?.[3], 'NameSilver')
  const related = answer.links.find(({ rel }) => rel === 'related')
  assert.equal((await ask(related?.href ?? '')).status, 200)
})

test('a lapsed domain is renewed at the registry and expired at the registrar', async () => {
  await lab.order({ do: 'break', site: SITE, fault: 'domain-expired' })
  const { answer } = await rdapOf(SITE)
  assert.ok(dateOf(answer, 'expiration') > Date.now())
  assert.ok(dateOf(answer, 'registrar expiration') < Date.now())
  assert.deepEqual(answer.status, ['auto renew period'])
  assert.match(await whois(SITE), /Domain Status: autoRenewPeriod/)
  await lab.order({ do: 'fix', site: SITE })
  assert.deepEqual((await rdapOf(SITE)).answer.status, ['client transfer prohibited'])
})

test('a domain that nobody registered is not found', async () => {
  assert.equal((await rdapOf('nobodys.example')).status, 404)
  assert.match(await whois('nobodys.example'), /^No match/)
})

test('WHOIS begins at the root, which refers to the registry, which names the registrar', async () => {
  assert.match(await whoisAt('127.0.0.1', SITE), /^refer:\s+whois\.nic\.example\r$/m)
  const registry = await whois(SITE)
  assert.match(registry, /^Domain Name: ALPENHOF\.EXAMPLE\r\n/)
  assert.match(registry, /Registrar WHOIS Server: whois\.namesilver\.example\r\n/)
  assert.match(registry, /Registrar: NameSilver\r\n/)
  assert.doesNotMatch(registry, /Registrar Registration Expiration Date/)
  assert.match(await whoisAt(ADDRESSES.whoisRegistrar, SITE), /Registrar Registration Expiration Date: \d{4}-/)
})

test('where RDAP has had enough, WHOIS still tells, in more than one dialect (DIA-2)', async () => {
  await lab.order({ do: 'break', site: SITE, fault: 'domain-expired-by-whois' })
  const { status, headers } = await ask(`${lab.ready.network.rdapBootstrap.replace('dns.json', '')}domain/${SITE}`)
  assert.deepEqual([status, headers['retry-after']], [429, '3600'])
  assert.match(await whois(SITE), /Registry Expiry Date: \d{4}-/)
  await lab.order({ do: 'break', site: SITE, fault: 'domain-expired-by-whois/country-registry' })
  assert.match(await whois(SITE), /^paid-till: +\d{4}-\d\d-\d\d\r$/m)
  await lab.order({ do: 'fix', site: SITE })
})

test('a domain may be held, in redemption, about to be deleted, or gone', async () => {
  const statuses = { 'domain-on-hold': 'client hold', 'domain-redemption': 'redemption period', 'domain-pending-delete': 'pending delete' }
  for (const [fault, status] of Object.entries(statuses)) {
    await lab.order({ do: 'break', site: SITE, fault })
    const { answer } = await rdapOf(SITE)
    assert.ok(answer.status.includes(status), fault)
    assert.deepEqual(answer.nameservers, [], fault)
  }
  await lab.order({ do: 'break', site: SITE, fault: 'domain-pending-delete/dropped' })
  assert.equal((await rdapOf(SITE)).status, 404)
  await lab.order({ do: 'fix', site: SITE })
})

const whois = (domain: string) => whoisAt(ADDRESSES.whoisRegistry, domain)

function whoisAt(host: string, domain: string): Promise<string> {
  return new Promise((done, failed) => {
    let text = ''
    const socket = connect(lab.ready.network.ports['43']!, host, () => socket.write(`${domain}\r\n`))
    socket
      .setEncoding('utf8')
      .on('data', (more) => (text += more))
      .on('end', () => done(text))
      .on('error', failed)
  })
}
