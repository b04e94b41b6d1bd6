import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import { test } from 'node:test'
import type { Incident } from '../src/domain/incident/incident.ts'
import { after, hours, minutes, seconds } from '../src/domain/instant.ts'
import type { Instant } from '../src/domain/instant.ts'
import { listIncidents } from '../src/store/incidents.ts'
import { findMaintenance } from '../src/store/maintenance.ts'
import { listMessages } from '../src/store/messages.ts'
import { startHubOnLab } from './hub-on-lab.ts'
import { aWindow } from './seeded-maintenance.ts'

test(
  'inside a window a failure of its sites is recorded and pages nobody, a site outside pages as usual, and what is still down at its end is an incident from then on (TRI-4, MNT-3, I-44, I-45)',
  { timeout: 40_000 },
  async ({ signal }) => {
    await using world = await startHubOnLab(300, signal)
    const { lab, hub } = world
    const { db } = hub().store
    const desk = hub().engine.maintenance
    const incidentsOf = async (site: string) =>
      (await listIncidents(db, { limit: 50 })).map(({ incident }) => incident).filter((one) => one.site === site)
    const until = async (isSo: () => Promise<boolean>) => {
      while (!(await isSo())) {
        signal.throwIfAborted()
        await wait(50) // nothing tells of a window: what is stored is asked
      }
    }
    const starts = after(Date.now() as Instant, seconds(1))
    const window = {
      ...aWindow('kernel-update', starts, minutes(60), { sites: ['alpenhof.example'] }),
      emergency: 'It is being used already.',
    }
    await desk.schedule('operator', window, 'ana')
    const phase = async () => (await findMaintenance(db, 'operator', 'kernel-update'))!.work.phase
    await until(async () => (await phase()) === 'running')

    const broken = Date.now()
    await lab.order({ do: 'break', site: 'alpenhof.example', fault: 'suspended' })
    await lab.order({ do: 'break', site: 'cornerbakery.example', fault: 'suspended' })
    // A machine that has much to do may see failures that pass: they are false alarms of their own.
    const isPlanned = ({ verdict }: Incident) => verdict?.reason === 'maintenance.planned'
    await until(async () => (await incidentsOf('alpenhof.example')).some(isPlanned))
    await until(async () => (await incidentsOf('cornerbakery.example')).some(({ heardOn }) => heardOn))
    const recorded = (await incidentsOf('alpenhof.example')).find(isPlanned)
    assert.deepEqual([recorded!.verdict?.verdict, recorded!.phase, recorded!.told], ['maintenance', 'false-alarm', []])
    assert.match(recorded!.verdict!.because.join(), /kernel-update/)

    // Said to be done while the site is still down: it is judged as always from that moment on.
    await desk.change('operator', 'kernel-update', { type: 'completed', by: 'ana' })
    const end = (await findMaintenance(db, 'operator', 'kernel-update'))!.work.endedAt!
    await until(async () => (await incidentsOf('alpenhof.example')).some(({ phase }) => phase === 'open'))
    const all = await incidentsOf('alpenhof.example')
    const outages = all.filter(({ phase }) => phase !== 'false-alarm')
    const records = all.filter((one) => isPlanned(one) && one.detectedAt >= broken)
    assert.ok(records.length <= 1, 'however often it was seen inside the window, one record')
    assert.equal(outages.length, 1, 'one incident after it')
    const genuine = outages[0]!
    assert.deepEqual([genuine.detectedAt, genuine.earlier], [end, null])
    assert.equal(await phase(), 'verifying')

    await lab.order({ do: 'fix', site: 'alpenhof.example' })
    await until(async () => (await phase()) === 'completed')
    const templates = (await listMessages(db, { partner: 'northlight', limit: 100 })).map(({ template }) => template)
    for (const kind of ['maintenance-notice', 'maintenance-started', 'maintenance-completed']) assert.ok(templates.includes(kind), kind)
    assert.equal(templates.filter((template) => template === 'maintenance-reminder').length, 0, 'one combined notice')
    assert.ok(end < starts + hours(1))
  },
)
