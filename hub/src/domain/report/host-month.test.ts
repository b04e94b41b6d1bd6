import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HostSample } from '../host/sample.ts'
import { monthOfDays, withSample, withSign } from './host-month.ts'

const sample = (load: number, busy: number, used: number, mailQueue: number | null) =>
  ({
    ...{ load: [0, load, 0], cores: 2, cpu: { busy }, memory: { total: 100, available: 100 - used }, mailQueue },
    disks: [{ size: 100, used }, { size: 0, used: 0 }],
  }) as unknown as HostSample // prettier-ignore

test('a month of a host is the worst and the mean of its days, a new boot is a restart, and what is suspect is counted (PRE-2)', () => {
  const first = withSample(withSample(null, sample(1, 0.2, 50, 3), 'a'), sample(4, 0.4, 40, null), 'a')
  const second = withSample(withSign(withSign(null, 'logins'), 'spam'), sample(1, 0.9, 80, 1), 'b')
  const { cpu, ...month } = monthOfDays([first, second])!
  assert.deepEqual(month, { days: 2, load: 2, memory: 0.8, disk: 0.8, mailQueue: 3, restarts: 1, logins: 1, spam: 1 })
  assert.ok(Math.abs(cpu! - 0.5) < 1e-9)
  assert.equal(monthOfDays([]), null)
})
