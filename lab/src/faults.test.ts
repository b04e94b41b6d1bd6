import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { ADDRESSES } from './addresses.ts'
import { FAULTS } from './faults.ts'
import { startLab, type Lab } from './lab.ts'
import { WEBSITES } from './sites.ts'
import { dataOf, Visitor } from './visitor.double.ts'

const SITE = 'cornerbakery.example'
const URL_OF_SITE = `https://${SITE}/`
const ADDRESS = '127.11.1.10'
let lab: Lab
let visitor: Visitor

before(async () => {
  lab = await startLab()
  visitor = new Visitor(lab.ready)
})
after(() => lab.close())

/** Breaks a site, looks, repairs it, and makes sure that it is well again: both ways at once, and twice is as good as once. */
async function whileBroken(fault: string, look: () => Promise<void>) {
  for (const _ of ['once', 'twice']) await lab.order({ do: 'break', site: SITE, fault })
  await look()
  for (const _ of ['once', 'twice']) await lab.order({ do: 'fix', site: SITE })
  assert.equal((await visitor.visit(URL_OF_SITE)).status, 200, `${SITE} is well after ${fault}`)
}

const failsWith = (code: string) => (error: unknown) => (error as NodeJS.ErrnoException).code === code

test('all six sites are well over https, each with its own words, and http leads to them', async () => {
  const sizes = new Set<number>()
  for (const { name, title, phrase } of WEBSITES) {
    const { status, body, headers } = await visitor.visit(`https://${name}/`)
    const text = body.toString('utf8')
    assert.equal(status, 200)
    assert.ok(headers.date)
    assert.ok(text.includes(`<title>${title}</title>`) && text.includes(phrase), name)
    assert.ok(
      text
        .replace(/<style>.*<\/style>/s, '')
        .replace(/<[^>]+>/g, ' ')
        .split(/\s+/).length > 60,
      `${name} has words`,
    )
    sizes.add(body.length)
    assert.equal((await visitor.visit(`http://${name}/`)).headers.location, `https://${name}/`)
    assert.equal((await visitor.visit(`https://www.${name}/`)).headers.location, `https://${name}/`)
  }
  assert.equal(sizes.size, WEBSITES.length)
})

test('the canaries say ok and what time it is', async () => {
  for (const url of lab.ready.network.canaries) {
    const { status, body, headers } = await visitor.visit(url)
    assert.deepEqual([status, body.toString()], [200, 'ok'])
    assert.ok(Math.abs(Date.parse(headers.date ?? '') - Date.now()) < 3000)
  }
})

test('bad certificates are refused, each for its own reason (DIA-4)', async () => {
  const refusals = {
    'certificate-expired': 'CERT_HAS_EXPIRED',
    'certificate-not-yet-valid': 'CERT_NOT_YET_VALID',
    'certificate-wrong-name': 'ERR_TLS_CERT_ALTNAME_INVALID',
    'certificate-self-signed': 'DEPTH_ZERO_SELF_SIGNED_CERT',
    'certificate-chain': 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  }
  for (const [fault, code] of Object.entries(refusals))
    await whileBroken(fault, async () => assert.equal(await visitor.refusalOf(SITE), code))
  assert.equal(await visitor.refusalOf(SITE), null)
})

test('a stopped server refuses connections, and its neighbours do not', async () => {
  await whileBroken('server-stopped', async () => {
    await assert.rejects(visitor.visit(URL_OF_SITE), failsWith('ECONNREFUSED'))
    await assert.rejects(visitor.visit(`http://${SITE}/`), failsWith('ECONNREFUSED'))
    assert.equal((await visitor.visit('https://rosewood-dental.example/')).status, 200)
  })
})

test('a silent server accepts and never answers; the connection that waits is dropped when it is repaired', async () => {
  await lab.order({ do: 'break', site: SITE, fault: 'server-silent' })
  const socket = connect(visitor.port(443), ADDRESS, () => socket.write('anybody there?'))
  let heard = 0
  socket.on('data', () => heard++).on('error', () => {})
  await once(socket, 'connect')
  await visitor.addressOf(SITE) // by the time a name is found, the server has taken the connection
  const dropped = once(socket, 'close')
  await whileBroken('server-silent', async () => assert.equal(heard, 0))
  await dropped
})

test('a server may reset, fail, be slow, or lose its words', async () => {
  await whileBroken('connection-reset', () => assert.rejects(visitor.visit(URL_OF_SITE), failsWith('ECONNRESET')))
  await whileBroken('error-500', async () => assert.equal((await visitor.visit(URL_OF_SITE)).status, 500))
  await whileBroken('content-missing', async () => {
    const { status, body } = await visitor.visit(URL_OF_SITE)
    assert.equal(status, 200)
    assert.ok(!body.includes('Fresh bread') && body.includes('<title>Corner Bakery</title>'))
  })
  await whileBroken('slow', async () => {
    const { status, firstByteMs } = await visitor.visit(URL_OF_SITE)
    assert.equal(status, 200)
    assert.ok(firstByteMs >= 1990 && firstByteMs < 2400, `${firstByteMs} ms`)
  })
})

test('a suspended account leads every page to the notice of its host (DIA-3)', async () => {
  await whileBroken('suspended', async () => {
    const { status, headers } = await visitor.visit(`${URL_OF_SITE}menu`)
    assert.deepEqual([status, headers.location], [302, `${URL_OF_SITE}cgi-sys/suspendedpage.cgi`])
    const notice = (await visitor.visit(headers.location ?? '')).body.toString()
    assert.match(notice, /<title>Account Suspended<\/title>.*This Account has been suspended/s)
  })
})

test('a lapsed domain is delegated to a parking provider and shows its page (DIA-2)', async () => {
  await whileBroken('domain-expired', async () => {
    const delegation = dataOf((await visitor.ask(ADDRESSES.tld[0], SITE, 'NS')).authorities ?? [], 'NS')
    assert.deepEqual(delegation, ['ns1.pendingrenewaldeletion.com', 'ns2.pendingrenewaldeletion.com'])
    assert.equal(await visitor.addressOf(SITE), ADDRESSES.parkingPage)
    assert.equal(await visitor.addressOf(`www.${SITE}`), ADDRESSES.parkingPage)
    assert.match((await visitor.visit(`http://${SITE}/`)).body.toString(), /this domain has expired and is pending renewal or deletion/i)
    assert.equal(await visitor.refusalOf(SITE), 'ERR_TLS_CERT_ALTNAME_INVALID')
  })
})

test('an address record may vanish from every server, or point at a stranger (DIA-6)', async () => {
  await whileBroken('record-missing', async () => {
    for (const server of ADDRESSES.namesilver) {
      const { rcode, answers, flag_aa: authoritative } = await visitor.ask(server, SITE, 'A')
      assert.deepEqual([rcode, answers, authoritative], ['NOERROR', [], true])
      assert.equal((await visitor.ask(server, SITE, 'MX')).answers?.length, 1)
    }
    assert.equal(await visitor.addressOf(SITE), null)
  })
  await whileBroken('record-wrong', async () => {
    assert.equal(await visitor.addressOf(SITE), ADDRESSES.stranger)
    assert.equal(await visitor.refusalOf(SITE), 'ERR_TLS_CERT_ALTNAME_INVALID')
    assert.match((await visitor.visit(URL_OF_SITE, {}, true)).body.toString(), /Welcome to nginx!/)
  })
})

test('hostile servers are as hostile as they say', async () => {
  await whileBroken('not-http', () => assert.rejects(visitor.visit(URL_OF_SITE), /Parse Error/))
  await whileBroken('endless-headers', () => assert.rejects(visitor.visit(URL_OF_SITE), failsWith('HPE_HEADER_OVERFLOW')))
  await whileBroken('gzip-bomb', async () => {
    const { headers, body } = await visitor.visit(URL_OF_SITE)
    assert.equal(headers['content-encoding'], 'gzip')
    assert.ok(body.length < 1.2 * 1024 * 1024)
    assert.throws(() => gunzipSync(body, { maxOutputLength: 40 * 1024 * 1024 }), /larger than/)
  })
})

test('one fault takes the place of another', async () => {
  await lab.order({ do: 'break', site: SITE, fault: 'server-stopped' })
  await whileBroken('certificate-expired', async () => assert.equal(await visitor.refusalOf(SITE), 'CERT_HAS_EXPIRED'))
})

test('what the lab does not know is refused with the words to write', async () => {
  await assert.rejects(lab.order({ do: 'break', site: SITE, fault: 'gremlins' }), { code: 'fault_unknown', fix: /certificate-expired/ })
  await assert.rejects(lab.order({ do: 'fix', site: 'nowhere.example' }), { code: 'site_unknown', fix: /alpenhof\.example/ })
})

test('every fault says in one sentence what it does', () => {
  for (const { id, description } of FAULTS) assert.match(description, /^[A-Z].*\.$/, id)
  assert.equal(new Set(FAULTS.map(({ id }) => id)).size, FAULTS.length)
})
