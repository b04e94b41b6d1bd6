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
