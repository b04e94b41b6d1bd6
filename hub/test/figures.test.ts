import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atLeast, atMost, inDigits, inMarkdown } from '../../bench/figure.ts'
import { fleetOf, INTERVAL } from '../../bench/scale/fleet.ts'
import { runSchedule } from '../../bench/scale/scheduling.ts'

test('a figure of a bench is judged by what is asked of it, and printed so that people read it', () => {
  const figures = [
    atMost(1.7, { figure: 'HTTPS, a hub', value: 1.5512, unit: '× floor', baseline: 0.41, ratio_to_floor: 1.5512 }),
    atLeast(99.9, { figure: 'schedule kept | within 1 s', value: 98, unit: '%' }),
    { figure: 'claims', value: 12_345.6, unit: '/s' },
  ]
  assert.equal(
    inMarkdown(figures),
    [
      '| figure | value | baseline | × floor | asked | reached |',
      '| --- | --- | --- | --- | --- | --- |',
      '| HTTPS, a hub | 1.55 × floor | 0.41 | 1.55 | ≤ 1.7 | yes |',
      '| schedule kept \\| within 1 s | 98 % |  |  | ≥ 99.9 | **no** |',
      '| claims | 12,346 /s |  |  |  |  |',
      '',
    ].join('\n'),
  )
  assert.deepEqual([0, 0.00512, 999.4, 1_000_000].map(inDigits), ['0', '0.00512', '999', '1,000,000'])
})

test('on a virtual clock the schedule begins every look of a fleet in its time, and none twice (MON-1)', () => {
  const ids = fleetOf(500).map(({ monitors }) => monitors[0]!.id)
  const { looks, wrong } = runSchedule(ids, INTERVAL, 3 * INTERVAL)
  assert.equal(wrong, 0)
  assert.ok(looks > 1490 && looks <= 1500, `${looks} looks in three minutes`)
})
