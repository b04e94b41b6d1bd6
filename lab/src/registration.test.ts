import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { connect } from 'node:net'
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

test('WHOIS answers one line with text', async () => {
  const text = await whois(SITE)
  assert.match(text, /^Domain Name: ALPENHOF\.EXAMPLE\r\n/)
  assert.match(text, /Registrar: NameSilver\r\n/)
  assert.match(text, /Registrar Registration Expiration Date: \d{4}-/)
})

function whois(domain: string): Promise<string> {
  const [host, port] = lab.ready.network.whois.split(':')
  return new Promise((done, failed) => {
    let text = ''
    const socket = connect(Number(port), host!, () => socket.write(`${domain}\r\n`))
    socket
      .setEncoding('utf8')
      .on('data', (more) => (text += more))
      .on('end', () => done(text))
      .on('error', failed)
  })
}
