import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { test } from 'node:test'
import { goodBefore } from '../domain/diagnosis/evidence.double.ts'
import { startDns, zone } from '../network/loopback.double.ts'
import { page } from './page.ts'
import { subject, webServer, ZONE } from './subject.double.ts'
import { variants } from './variants.ts'

const asks = (request: IncomingMessage) => ({
  crawler: request.headers['user-agent']?.includes('Googlebot') ?? false,
  mobile: request.headers['user-agent']?.includes('Mobile') ?? false,
  referred: request.headers.referer?.includes('google') ?? false,
  fresh: request.url!.includes('?allclear='),
})

test('a page that shows crawlers, searchers and mobiles something else is caught by asking as each, twice where it matters (DIA-6)', async (t) => {
  const sent: string[] = []
  let open = 0
  let most = 0
  const base = await webServer(t, (request, response) => {
    sent.push(request.headers.cookie ?? '')
    most = Math.max(most, ++open)
    const { crawler, mobile, referred, fresh } = asks(request)
    const title = crawler ? 'Cheap pills' : mobile ? 'Mobile' : referred ? 'Casino' : fresh ? 'Fresh' : request.url
    response.setHeader('set-cookie', 'seen=1')
    setImmediate(() => {
      open--
      response.end(
        `<html lang="EN-gb"><title>${title}</title><script src="/own.js"></script><script src="//cdn.example/a.js"></script><a href="https://pills.example/">x</a>`,
      )
    })
  })
  const seen = (await variants.collect(subject(`${base}/`, { ports: {} })))!
  const titles = [seen.fresh, seen.mobile, seen.admin, seen.rest, seen.asset, ...seen.crawler, ...seen.referred].map((one) => one?.title)
  assert.deepEqual(titles, ['Fresh', 'Mobile', '/wp-admin/', '/wp-json/', '/own.js', 'Cheap pills', 'Cheap pills', 'Casino', 'Casino'])
  assert.deepEqual([seen.plain, seen.other, seen.origin], [null, null, null], 'plain already, an address, and no place of before')
  assert.deepEqual([seen.fresh?.language, seen.fresh?.scriptHosts, seen.fresh?.links], ['en-gb', ['cdn.example'], 1])
  assert.ok(sent.every((cookie) => cookie === '') && most <= 4, `${most} at once`)
})

test('the place where the site was last well is asked directly, by the name of the site', async (t) => {
  const base = await webServer(t, (request, response) => response.end(`<title>${request.headers.host}</title>`))
  await using names = await startDns(zone({ [ZONE]: ['127.0.0.2'], [`www.${ZONE}`]: ['127.0.0.1'] }))
  const ports = { 80: Number(new URL(base).port), 53: names.port }
  const baseline = { ...goodBefore, dns: { ...goodBefore.dns!, a: ['127.0.0.1'] } }
  const seen = (await variants.collect(subject(`http://${ZONE}/`, { dns: names.address, ports, baseline })))!
  assert.deepEqual([seen.origin?.title, seen.origin?.status], [ZONE, 200])
  assert.deepEqual([seen.fresh?.failure, seen.other?.title], ['connection_refused', `www.${ZONE}`])
})

test('a page says what it is made of: whose scripts, which plugins and versions, which generator', async (t) => {
  const plugin = (path: string) => `<link rel="stylesheet" href="/wp-content/plugins/${path}">`
  const base = await webServer(t, (_, response) =>
    response.end(
      `<html lang=de><meta name=generator content="WordPress 6.8.1">${plugin('contact-form-7/a.css?ver=5.9.8')}${plugin('contact-form-7/b.css?ver=1')}` +
        `${plugin('old-slider/x.css')}${plugin('core-like/y.css?ver=6.8.1')}<script src="https://stats.example/a.js"></script><script src="data:x"></script>`,
    ),
  )
  const seen = (await page.collect(subject(`${base}/`, { ports: {} })))!
  assert.deepEqual(
    [seen.generator, seen.language, seen.plugins, seen.scriptHosts],
    ['WordPress 6.8.1', 'de', ['contact-form-7 5.9.8', 'old-slider', 'core-like'], ['stats.example']],
  )
})

test('when not one address answers, nobody waits for the site any longer', async () => {
  await using names = await startDns(zone({ [ZONE]: ['127.0.0.1'] }))
  const known = subject(`https://${ZONE}/`, { dns: names.address })
  const silent = { ok: false, code: 'connection_timeout', message: '', address: '127.0.0.1', tookMs: 1 } as const
  // Silence takes seconds on a real wire; here it is told at once.
  const network: typeof known.network = {
    ...known.network,
    connect: async () => silent,
    request: (_, { signal }) =>
      new Promise((done) => signal.addEventListener('abort', () => done({ ...silent, tlsCode: null, afterBody: false }), { once: true })),
  }
  const started = performance.now()
  const quick = subject(`https://${ZONE}/`, { network })
  const seen = (await page.collect(quick))!
  assert.deepEqual([seen.failure, seen.transports.map(({ outcome }) => outcome)], ['connection_timeout', ['timeout']])
  assert.ok(quick.silent.aborted && performance.now() - started < 5000)
})
