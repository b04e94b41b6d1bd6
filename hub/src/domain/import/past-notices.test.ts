import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { iso } from '../instant.ts'
import type { Imported } from './imported.ts'
import { importInstatus } from './instatus.ts'
import { importStatuspage } from './statuspage.ts'

const sample = (name: string) => readFileSync(new URL(`samples/${name}.json`, import.meta.url), 'utf8')
const told = ({ history = [] }: Imported) =>
  history.map(({ id, title, components, isPart, startedAt, resolvedAt, updates }) => ({
    ...{ id, title, components, isPart, from: iso(startedAt), to: iso(resolvedAt) },
    updates: updates.map(({ at, stage, text }) => `${iso(at)} ${stage}: ${text}`),
  }))

const OUTAGE = {
  ...{ id: 'statuspage-cp306tmzcl0y', title: 'Unplanned Database Outage', components: ['Shop'], isPart: false },
  ...{ from: '2024-05-14T20:22:39.441Z', to: '2024-05-14T20:35:21.711Z' },
  updates: [
    '2024-05-14T20:22:40.301Z investigating: Our master database went away.',
    '2024-05-14T20:35:21.711Z resolved: It is "well" again.\n\nWe are sorry.',
  ],
}

test('past incidents of a Statuspage keep their words and times; what goes on and what was planned stays there', () => {
  const read = importStatuspage(sample('statuspage-incidents'))
  assert.deepEqual(told(read), [OUTAGE])
  assert.deepEqual(
    read.left.map(({ from }) => from),
    ['incident "Slow answers"', 'the planned work (1 listed)'],
  )
})

test('the list of the Statuspage API is read like that of the page', () => {
  const { incidents } = JSON.parse(sample('statuspage-incidents')) as { incidents: unknown }
  assert.deepEqual(told(importStatuspage(JSON.stringify(incidents))), [OUTAGE])
})

test('past incidents of Instatus are read from the answer of its API', () => {
  assert.deepEqual(told(importInstatus(sample('instatus-incidents'))), [
    {
      ...{ id: 'instatus-ckf01m59ueaqb0a32wrljz1yd', title: 'Rocket is going down', components: ['Website'], isPart: false },
      ...{ from: '2025-09-12T19:05:17.398Z', to: '2025-09-12T19:09:04.498Z' },
      updates: ['2025-09-12T19:05:17.398Z investigating: We are looking into it.', '2025-09-12T19:09:04.498Z resolved: It flies again.'],
    },
  ])
})
