import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readNames, visitSample } from '../../../evidence/sample.double.ts'
import { goodBefore, pageSaying, wellDns, wellPage } from '../evidence.double.ts'
import { judgeNameServers } from '../name-servers.ts'
import { findCause } from '../taxonomy.ts'
import { RULESET, signatures } from './index.ts'
import { everythingOn, providersOf, signaturesInNames, signaturesOn } from './match.ts'
import type { Match, Readable } from './match.ts'
import { ORDINARY_NAME_SERVERS } from './registration.ts'
import { signatureReport } from './report.ts'
import type { Meaning, Signature } from './signature.ts'

const SAMPLES = new URL('samples/', import.meta.url)
const files = (folder: URL) => readdirSync(folder).filter((name) => name.includes('.'))
const text = (folder: URL, name: string) => readFileSync(new URL(name, folder), 'utf8')
const idOf = (name: string) => name.replace(/\.\w+$/, '')

/** What may be seen together: a landing page of an expired name is parked as well, and a full site answers through what stands before it. */
const TOGETHER: Partial<Record<Meaning, readonly Meaning[]>> = {
  expired: ['parked'],
  parked: ['expired'],
  failing: ['maintenance'],
  overloaded: ['edge'],
  edge: ['overloaded'],
}

async function seenOn(folder: URL, name: string): Promise<readonly Match[]> {
  if (name.endsWith('.dns')) return signaturesInNames(readNames(text(folder, name)))
  const page = await visitSample(name, text(folder, name))
  const aside = everythingOn(page, null).filter(({ says }) => says === 'wall' || says === 'provider')
  return [...signaturesOn(page, null), ...aside]
}

const samples = files(SAMPLES)
const seen = new Map(await Promise.all(samples.map(async (name) => [name, await seenOn(SAMPLES, name)] as const)))

test('every signature has a sample that it matches, and every sample a signature', () => {
  const named = files(SAMPLES).map(idOf)
  const missing = signatures.map(({ id }) => id).filter((id) => !named.includes(id))
  const unnamed = named.filter((id) => !signatures.some((signature) => signature.id === id))
  const unmatched = samples.filter((name) => !seen.get(name)!.some(({ id }) => id === idOf(name)))
  assert.deepEqual({ missing, unnamed, unmatched }, { missing: [], unnamed: [], unmatched: [] })
})

test('no sample matches a signature that means something else', () => {
  const contradictions = samples.flatMap((name) => {
    const own = signatures.find(({ id }) => id === idOf(name))!
    const mayBe = [own.says, 'provider', ...(TOGETHER[own.says] ?? [])]
    return seen
      .get(name)!
      .filter(({ says }) => !mayBe.includes(says))
      .map(({ id }) => `${name} matches ${id}`)
  })
  assert.deepEqual(contradictions, [])
})

test('no sample proves another cause than its own', () => {
  const sure = (match: Signature) => match.cause !== null && (match.weight === 'proof' || match.weight === 'strong')
  const contradictions = samples.flatMap((name) => {
    const own = signatures.find(({ id }) => id === idOf(name))!
    return seen
      .get(name)!
      .filter((match) => own.cause !== null && sure(match) && match.cause !== own.cause)
      .map(({ id }) => `${name} matches ${id}`)
  })
  assert.deepEqual(contradictions, [])
})

test('well pages match nothing, however long they quote: articles, estate agents, shops, status pages (row 86)', async () => {
  const healthy = new URL('healthy/', SAMPLES)
  for (const name of files(healthy)) {
    const found = (await seenOn(healthy, name)).filter(({ says }) => says !== 'provider')
    assert.deepEqual([name, found.map(({ id }) => id)], [name, []])
  }
})

test('entries are whole: an id of its own, a known cause, sentences, a source and a month', () => {
  assert.match(RULESET, /^\d{4}-\d{2}-\d{2}\.\d+$/)
  assert.equal(new Set(signatures.map(({ id }) => id)).size, signatures.length)
  for (const { id, cause, explain, source, since, marks, status, note } of signatures) {
    assert.match(id, /^[a-z0-9]+(-[a-z0-9]+)*$/)
    assert.ok(cause === null || findCause(cause), `${id}: ${cause}`)
    assert.match(explain, /^[A-Z].{15,}\.$/, id)
    assert.ok(source.length > 4 && !/knowledge|causes\.md/.test(source), id)
    assert.match(since, /^\d{4}-\d{2}$/, id)
    assert.ok(marks.length > 0 || status, `${id} looks at nothing`)
    assert.ok(note === '' || note.endsWith('.'), id)
  }
})

test('no pattern knows capitals, a state of its own, or repeats a repetition', () => {
  for (const { id, marks } of signatures) {
    for (const { pattern } of marks) {
      assert.equal(pattern.flags, '', id)
      assert.doesNotMatch(pattern.source.replace(/\\./g, ''), /[A-Z]/, id)
      assert.doesNotMatch(pattern.source, /[+*}]\)[+*{]|\.\*|\.\+|\\s[+*]|\](\*|\+)(?!\\)/, id)
    }
  }
})

// No measure of speed: a pattern that goes back over what it has read takes minutes of the processor here, not a quarter of a second.
test('half a megabyte written to stop us does not stop a pattern', () => {
  const size = 512 * 1024
  const slow = signatures.flatMap(({ id, marks }) =>
    marks.flatMap(({ pattern }) => {
      const took = hostileTo(pattern, size).map((input) => fastestOf(3, () => pattern.test(input)))
      return Math.max(...took) < HANGS_MS ? [] : [`${id} ${pattern.source.slice(0, 40)}: ${took.map((ms) => ms.toFixed(1)).join(' ')} ms`]
    }),
  )
  assert.deepEqual(slow, [])
})

const HANGS_MS = 250

// The words of a pattern again and again without its end, and one long word.
function hostileTo(pattern: RegExp, size: number): string[] {
  const words = pattern.source.replace(/\\[bdsw]|\(\?[:=!]|[\^$()?|[\]{}]/g, ' ').replace(/\\/g, '')
  const most = words.slice(0, Math.max(3, Math.floor(words.length * 0.7)))
  return [most, 'a'].map((part) => part.repeat(Math.ceil(size / part.length)).slice(0, size))
}

function fastestOf(times: number, work: () => void): number {
  let best = Infinity
  for (let time = 0; time < times && best >= HANGS_MS; time++) {
    const start = process.threadCpuUsage().user
    work()
    best = Math.min(best, (process.threadCpuUsage().user - start) / 1000)
  }
  return best
}

test('a whole hostile page is read in bounded time', () => {
  const long = 'this domain name '.repeat(40_000)
  const headers = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`x-${at}`, long]))
  const hops = Array.from({ length: 11 }, () => ({ url: long, status: 302, location: long, headers }))
  const page: Readable = {
    ...wellPage,
    hops,
    title: long,
    text: long,
    excerpt: long,
    finalUrl: long,
    words: 1,
    scriptHosts: Array(500).fill(long),
  }
  const took = fastestOf(3, () => signaturesOn(page, null))
  assert.ok(took < 1000, `${took} ms`)
})

test('name servers that lists call parking and that millions of live sites use mean nothing (row 87)', () => {
  for (const name of ORDINARY_NAME_SERVERS) {
    const found = signaturesInNames({ nameServers: [name, name.toUpperCase()], cnames: [], addresses: [] })
    assert.deepEqual([name, found.filter(({ says }) => says !== 'provider')], [name, []])
    assert.equal(judgeNameServers([name]), null)
  }
  assert.equal(judgeNameServers(['ns1.pendingrenewaldeletion.com']), 'expiry')
  assert.equal(judgeNameServers(['ns3.expirationwarning.net']), 'parking')
  assert.equal(judgeNameServers(['ns1.bodis.com']), 'parking')
  assert.equal(judgeNameServers(['failed-whois-verification.namecheap.com']), 'verification')
})

test('the page as it was before is never taken for one in its place', () => {
  const own = pageSaying('Corner Bakery', 'Index of / It works! This account has been suspended. This domain is parked.')
  assert.deepEqual(signaturesOn(own, goodBefore), [])
  assert.ok(signaturesOn(own, null).length > 0)
})

test('on a wall nothing else is read, and a script that the site always had is no news', () => {
  const wall = pageSaying('Just a moment...', 'Just a moment... this account has been suspended')
  assert.deepEqual(signaturesOn({ ...wall, excerpt: 'window._cf_chl_opt' }, null), [])
  const mined = { ...wellPage, scriptHosts: ['coinhive.com'] }
  assert.equal(signaturesOn(mined, goodBefore).length, 1)
  assert.deepEqual(signaturesOn(mined, { ...goodBefore, page: { ...goodBefore.page!, scripts: ['coinhive.com'] } }), [])
})

test('a match says what it met, and a notice that is the whole page is proof (row 39)', () => {
  const page = pageSaying('Account Suspended', 'This Account has been suspended.')
  const found = signaturesOn(page, null)
  assert.deepEqual(
    found.map(({ id, seen: met }) => [id, met]),
    [
      ['suspended-title', 'account suspended'],
      ['suspended-text', 'this account has been suspended'],
      ['suspended-text-alone', 'this account has been suspended'],
    ],
  )
})

test('the platforms of a site are named by header, alias, address and name server', () => {
  const page = { ...wellPage, hops: [{ ...wellPage.hops[0]!, headers: { 'x-kinsta-cache': 'HIT', 'cf-ray': 'x' } }] }
  const dns = { ...wellDns, delegation: ['ns-1.awsdns-00.com'], resolver: { ...wellDns.resolver, cname: 'x.hosting.kinsta.cloud' } }
  const who = providersOf({ page, dns }).map((match) => match.who)
  assert.deepEqual(new Set(who), new Set(['Cloudflare', 'Kinsta', 'Route 53']))
})

test('the guide’s table has a row for every signature', () => {
  const lines = signatureReport().trim().split('\n')
  assert.equal(lines.length, signatures.length + 2)
  assert.ok(lines.every((line) => line.replaceAll('\\|', '').split('|').length === 9))
})
