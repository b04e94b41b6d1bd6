import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, minutes, seconds } from '../instant.ts'
import { AT, sampleOf } from './sample.double.ts'
import { isSilent, judgeHost, sayNews } from './thresholds.ts'
import type { Level } from './thresholds.ts'

const disk = (used: number, fullIn: number | null = null) => ({
  mount: '/',
  type: 'ext4',
  size: 100,
  used,
  inodes: 100,
  inodesUsed: 3,
  fullIn,
})

/** The same host looked at every minute; gives what was told, with the minute. */
function told(samples: readonly Parameters<typeof sampleOf>[0][]): string[] {
  let levels: Readonly<Record<string, Level>> = {}
  return samples.flatMap((sample, minute) => {
    const judged = judgeHost(sampleOf({ ...sample, at: after(AT, minutes(minute)) }), levels)
    levels = judged.levels
    return judged.news.map(({ measure, to }) => `${minute} ${measure} ${to}`)
  })
}
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value)

test('a load above the cores warns once it has lasted ten minutes, and twice the cores is danger (MON-5)', () => {
  const calm = times(2, {})
  assert.deepEqual(told([...calm, ...times(12, { load: [3, 2.5, 1] as const })]), ['12 load warning'])
  assert.deepEqual(told([...calm, ...times(12, { load: [6, 5, 1] as const })]), ['12 load danger'])
  assert.deepEqual(told([...calm, ...times(9, { load: [6, 5, 1] as const }), ...calm]), [], 'a short burst is nobody’s news')
})

test('what hovers about a threshold rings once, and is well again only a tenth below it (MON-5)', () => {
  const [above, below, well] = [{ disks: [disk(81)] }, { disks: [disk(79)] }, { disks: [disk(70)] }]
  assert.deepEqual(told([above, above, below, above, below, above, well, well]), ['1 disk / warning', '7 disk / well'])
})

test('a disk that will be full within three days warns while it is half empty, and within half a day is danger (MON-5)', () => {
  assert.deepEqual(told(times(2, { disks: [disk(50, 60 * 3600)] })), ['1 disk / warning'])
  assert.deepEqual(told(times(2, { disks: [disk(50, 6 * 3600)] })), ['1 disk / danger'])
  assert.deepEqual(told(times(2, { disks: [disk(50, 90 * 3600)] })), [])
})

test('a daemon that does not answer, a pool without a free worker and a failed unit are warned of (MON-5)', () => {
  const fpm = { kind: 'php-fpm', name: 'www', reachable: true, says: '5 of 5 workers', used: 1, waiting: 60 } as const
  assert.deepEqual(told(times(4, { services: [fpm] })), ['2 php-fpm www used danger', '2 php-fpm www waiting danger'])
  const gone = { ...fpm, reachable: false, used: null, waiting: null }
  assert.deepEqual(told([...times(9, { services: [gone] }), ...times(4, { services: [fpm] })].slice(0, 9)), ['2 php-fpm www warning'])
  assert.deepEqual(told(times(12, { failedUnits: ['certbot.service'] })), ['10 failed units warning'])
})

test('a certificate warns by the share of its life that is left, and a backup by its age and its size (MON-5)', () => {
  const [day, to] = [86_400_000, 90 * 86_400_000]
  const certificate = (left: number) => ({ certificates: [{ path: '/c.pem', name: 'a.example', from: AT + left * day - to, until: AT + left * day }] }) // prettier-ignore
  assert.deepEqual(told(times(70, certificate(60))), [])
  assert.deepEqual(told(times(70, certificate(20))), ['60 certificate /c.pem warning'])
  assert.deepEqual(told(times(70, certificate(1))), ['60 certificate /c.pem danger'])
  const backup = (age: number, size: number) => ({ backups: [{ name: 'db', at: AT - age * 3_600_000, size, before: 100, hours: 26 }] })
  assert.deepEqual(told(times(70, backup(20, 90))), [])
  assert.deepEqual(told(times(70, backup(27, 40))), ['10 backup db warning', '60 backup db size warning'])
  assert.deepEqual(told(times(12, { cron: { lastAt: AT - 4 * 3_600_000, runs: 0 } })), ['10 cron warning'])
})

test('a warning says what is seen with its trend, and never that a site is down (MON-5)', () => {
  const sample = (minute: number) => sampleOf({ disks: [disk(86, 50 * 3600)], at: after(AT, minutes(minute)) })
  const { levels } = judgeHost(sample(0), {})
  const said = sayNews('Web 1', judgeHost(sample(1), levels).news)
  assert.equal(said.subject, 'Warning on Web 1')
  assert.match(said.text, /^Warning: \/ is 86 % full and is full in 2d 2h at this rate\.\n\nNo site is down because of this\./)
})

test('an agent is silent once three reports and half a minute have passed, and never before its first', () => {
  assert.equal(isSilent(AT, after(AT, seconds(120)), seconds(30)), false)
  assert.equal(isSilent(AT, after(AT, seconds(121)), seconds(30)), true)
  assert.equal(isSilent(null, AT, seconds(30)), false)
})
