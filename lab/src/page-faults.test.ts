import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { startLab, type Lab } from './lab.ts'
import { ask, Visitor } from './visitor.double.ts'

const SITE = 'cornerbakery.example'
const URL_OF_SITE = `https://${SITE}/`
const BROWSER = 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'
const CRAWLER = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'
let lab: Lab
let visitor: Visitor

before(async () => {
  lab = await startLab()
  visitor = new Visitor(lab.ready, 500)
})
after(() => lab.close())

const broken = (fault: string) => lab.order({ do: 'break', site: SITE, fault })
const load = (path = '/', headers: Record<string, string> = { 'user-agent': BROWSER }) =>
  visitor.visit(new URL(path, URL_OF_SITE).href, headers)
const textOf = async (path?: string, headers?: Record<string, string>) => (await load(path, headers)).body.toString()

test('hosts say that an account is suspended in several languages, with and without a redirect (DIA-3)', async () => {
  const words = {
    'suspended/no-redirect': [200, /This Account has been suspended/],
    'suspended/no-redirect-spanish': [200, /Esta cuenta ha sido suspendida/],
    'suspended/plesk': [503, /temporarily suspended/],
    'platform-unpaid': [402, /DEPLOYMENT_DISABLED/],
    'platform-unpaid/squarespace': [404, /Website Expired.*Owner Login/s],
    'platform-unmapped': [404, /is not configured for an account on our platform/],
    'platform-unmapped/s3': [404, /NoSuchBucket/],
    'default-page/plesk': [200, /Web Server's Default Page/],
    'resource-limit': [508, /exceeded resource limit/],
    'bandwidth-used-up': [509, /Bandwidth Limit Exceeded/],
  } as const
  for (const [fault, [status, pattern]] of Object.entries(words)) {
    await broken(fault)
    const said = await load()
    assert.equal(said.status, status, fault)
    assert.match(said.body.toString(), pattern, fault)
  }
})

test('where PHP fails, files are still well (DIA-5)', async () => {
  const css = '/wp-includes/css/dist/block-library/style.min.css'
  const states = {
    'database-error': 500,
    'database-error/german': 500,
    'critical-error': 500,
    'maintenance-fresh': 503,
    'gateway-timeout': 504,
    'bad-gateway': 502,
  }
  for (const [fault, status] of Object.entries(states)) {
    await broken(fault)
    assert.equal((await load()).status, status, fault)
    assert.equal((await load(css)).status, 200, fault)
  }
  await broken('maintenance-fresh')
  assert.equal((await load()).headers['retry-after'], '600')
  await broken('not-installed')
  const { status, headers } = await load()
  assert.deepEqual([status, headers.location, headers['x-redirect-by']], [302, `${URL_OF_SITE}wp-admin/install.php`, 'WordPress'])
})

test('pages may be empty, end in the middle, or break before their announced length', async () => {
  await broken('blank-page')
  assert.deepEqual([(await load()).status, (await load()).body.length], [200, 0])
  await broken('page-cut-short')
  assert.doesNotMatch(await textOf(), /<\/html>/)
  await broken('page-cut-short/by-length')
  await assert.rejects(load(), { code: 'ECONNRESET' })
  await broken('redirect-loop')
  assert.equal((await load()).headers.location, `http://${SITE}/`)
  assert.equal((await visitor.visit(`http://${SITE}/`)).headers.location, URL_OF_SITE)
})

test('walls stand before programs, before everybody, or before a country (TRI-2)', async () => {
  await broken('wall-for-programs')
  assert.equal((await load('/', { 'user-agent': 'Allclear (website monitoring)' })).status, 403)
  assert.equal((await load()).status, 200)
  await broken('challenge')
  assert.equal((await load()).headers['cf-mitigated'], 'challenge')
  await broken('challenge/aws-challenge')
  assert.deepEqual([(await load()).status, (await load()).headers['x-amzn-waf-action']], [202, 'challenge'])
  await broken('geo-block/451')
  assert.equal((await load()).status, 451)
  const abroad = lab.ready.otherCountry!.replace('.0.0/16', '.0.7')
  assert.equal((await visitor.visit(URL_OF_SITE, {}, false, abroad)).status, 200)
})

test('intruders show crawlers, searchers and visitors different things (DIA-7)', async () => {
  await broken('cloaked-spam')
  assert.match(await textOf(), /Fresh bread/)
  assert.match(await textOf('/', { 'user-agent': CRAWLER }), /viagra/)
  await broken('referrer-redirect')
  const searcher = { 'user-agent': BROWSER, referer: 'https://www.google.com/' }
  const first = await load('/', searcher)
  assert.match(first.headers.location ?? '', /stranger\.example/)
  assert.equal((await load('/', { ...searcher, cookie: first.headers['set-cookie']![0]!.split(';')[0]! })).status, 200)
  assert.match((await visitor.visit(first.headers.location!)).body.toString(), /cheap pills/)
  await broken('injected-script')
  for (const path of ['/', '/about/']) assert.match(await textOf(path), /cdn-analytics\.stranger\.example/)
  await broken('defaced')
  assert.match(await textOf(), /Hacked By/)
  await broken('page-miner')
  assert.match(await textOf(), /Fresh bread.*CoinHive\.Anonymous/s)
})

test('a changed file of WordPress has another sum than the published one', async () => {
  const path = 'wp-includes/js/wp-embed.min.js'
  const { checksums } = JSON.parse((await ask(`${lab.ready.wordpressChecksums}?version=6.8.3&locale=en_US`)).text) as {
    checksums: Record<string, string>
  }
  const sum = async () =>
    createHash('md5')
      .update((await load(`/${path}`)).body)
      .digest('hex')
  await lab.order({ do: 'fix', site: SITE })
  assert.equal(await sum(), checksums[path])
  await broken('core-file-modified')
  assert.notEqual(await sum(), checksums[path])
  assert.equal((await load()).status, 200)
})

test('healthy traps are healthy: long articles, distance, cookie walls (row 81, 86)', async () => {
  await broken('quoting-article')
  const article = await textOf()
  assert.ok(article.length > 38_000 && /this domain has expired/.test(article) && /Fresh bread/.test(article))
  await broken('cookie-wall/set-and-return')
  const { status, headers } = await load()
  assert.deepEqual([status, headers.location], [302, URL_OF_SITE])
  assert.equal((await load('/', { 'user-agent': BROWSER, cookie: headers['set-cookie']![0]!.split(';')[0]! })).status, 200)
  await broken('far-away')
  const startedAt = performance.now()
  assert.equal((await new Visitor(lab.ready).visit(URL_OF_SITE)).status, 200)
  assert.ok(performance.now() - startedAt > 600)
})

test('one connection of twenty is reset', async () => {
  await broken('blip')
  const outcomes: string[] = []
  for (let visit = 0; visit < 21; visit++)
    outcomes.push(
      await load().then(
        ({ status }) => String(status),
        (error: { code: string }) => error.code,
      ),
    )
  assert.deepEqual([outcomes.indexOf('ECONNRESET'), outcomes.lastIndexOf('ECONNRESET')], [0, 20])
  assert.equal(outcomes.filter((one) => one === '200').length, 19)
})

test('panel and lists of dangerous sites say why an account is suspended (row 40, 41)', async () => {
  const summary = async () => {
    const { body } = await visitor.visit(`${lab.ready.panel}/json-api/accountsummary?domain=${SITE}`, {
      authorization: `whm root:${lab.ready.panelToken}`,
    })
    return (JSON.parse(body.toString()) as { data: { acct: { suspendreason: string }[] } }).data.acct[0]!.suspendreason
  }
  const threat = async () =>
    (
      JSON.parse(
        (
          await ask(
            `${lab.ready.webRisk}/uris:search?uri=${URL_OF_SITE}&threatTypes=MALWARE&threatTypes=SOCIAL_ENGINEERING&key=${lab.ready.webRiskKey}`,
          )
        ).text,
      ) as { threat?: { threatTypes: string[] } }
    ).threat?.threatTypes
  await broken('suspended')
  assert.equal(await summary(), 'Unknown')
  await broken('suspended-unpaid')
  assert.deepEqual([await summary(), await threat()], ['Nonpayment', undefined])
  await broken('suspended-for-abuse')
  assert.deepEqual([await summary(), await threat()], ['Abuse: malware', ['MALWARE']])
  await lab.order({ do: 'fix', site: SITE })
})
