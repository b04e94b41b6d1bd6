import { z } from 'zod'
import { readCron } from '../domain/heartbeat/cron.ts'
import { judgeHeartbeat } from '../domain/heartbeat/judge-heartbeat.ts'
import { days, hours } from '../domain/instant.ts'
import { defineCheck } from './check.ts'
import { spanOption } from './span-option.ts'

const cron = z
  .string()
  .max(200)
  .refine((text) => readCron(text) !== null, 'must have five fields: minute, hour, day, month, day of the week, such as "0 3 * * *"')
const zone = z
  .string()
  .refine((name) => Intl.supportedValuesOf('timeZone').includes(name) || name === 'UTC', 'must be a time zone such as Europe/Berlin')
const Options = z.strictObject({
  period: spanOption.default(days(1)), // so often the job reports
  cron: cron.nullable().default(null), // when it runs, before `period`
  timezone: zone.default('UTC'), // of `cron`
  grace: spanOption.default(hours(1)), // so much later is still in time
})
type Options = z.infer<typeof Options>

/** Whether a job has reported in as it should: by asking our own address in time, and without saying that it failed. */
export const heartbeat = defineCheck<Options>({
  kind: 'heartbeat',
  asks: 'Has the job reported in?',
  options: Options,

  async look(_site, options, { now, reported }) {
    const at = now()
    const seen = judgeHeartbeat(reported ?? null, options, at)
    return { ...seen, at, tookMs: 0 }
  },
})
