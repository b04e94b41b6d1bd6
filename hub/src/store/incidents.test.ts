import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Event, Incident } from '../domain/incident/incident.ts'
import { after, minutes } from '../domain/instant.ts'
import { addAnnouncement, announcementsOn } from './announcements.ts'
import { appendEvent, changesBetween, eventsOf, foldEvents } from './events.ts'
import { evidenceOf, keepEvidence } from './evidence.ts'
import * as executions from './executions.ts'
import * as incidents from './incidents.ts'
import type { Store } from './store.ts'
import { anIncident, onEveryDatabase, START } from './stores.double.ts'
import * as tasks from './tasks.ts'
import { addEntries, timelineOf } from './timeline.ts'

const later = (n: number) => after(START, minutes(n))
const LEASE = minutes(12)
const insert = (store: Store, more: Partial<Incident> = {}) => store.transaction((tx) => incidents.insertIncident(tx, anIncident(more), 1))
const events = (...types: string[]) => types.map((type) => ({ type, known: { onDuty: {} } }) as unknown as Event)

onEveryDatabase((place) => {
  test('numbers count through all partners, and those who ask together get different ones', async (t) => {
    const here = await place(t)
    const store = await here.open()
    const hubs = [store, await here.another(store)]
    const asked = Array.from({ length: 10 }, (_, n) => hubs[n % hubs.length]!.transaction((tx) => incidents.nextIncidentNumber(tx)))
    assert.deepEqual(
      (await Promise.all(asked)).sort((a, b) => a - b),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    )
  })

  test('whoever changes an incident that moved meanwhile is refused and has stored nothing', async (t) => {
    const store = await (await place(t)).open()
    await insert(store)
    const seen = await incidents.findIncident(store.db, 'brightside', 1)
    const save = (site: string, wakeAt: number) =>
      store.transaction(async (tx) => {
        await addEntries(tx, 'brightside', 1, [{ at: START, kind: 'state', note: site }])
        await incidents.saveIncident(tx, seen!.version, { ...seen!.incident, phase: 'open', wakeAt: later(wakeAt) })
      })
    await save('first', 1)
    await assert.rejects(save('second', 2), { name: 'Problem', kind: 'conflict', code: 'incident_moved' })
    const kept = await incidents.findIncident(store.db, 'brightside', 1)
    assert.deepEqual([kept?.version, kept?.incident.wakeAt], [2, later(1)])
    assert.deepEqual(
      (await timelineOf(store.db, 'brightside', 1)).map(({ note }) => note),
      ['first'],
    )
  })

  test('of many who change an incident at once one succeeds each time and no change is lost', async (t) => {
    const here = await place(t)
    const store = await here.open()
    const hubs = [store, await here.another(store)]
    await insert(store, { outages: 0 })
    const countUp = async (hub: Store): Promise<void> => {
      try {
        await hub.transaction(async (tx) => {
          const { version, incident } = (await incidents.findIncident(tx, 'brightside', 1))!
          await incidents.saveIncident(tx, version, { ...incident, outages: incident.outages + 1 })
        })
      } catch (problem) {
        assert.equal((problem as { code?: string }).code, 'incident_moved')
        return countUp(hub)
      }
    }
    await Promise.all(Array.from({ length: 12 }, (_, n) => countUp(hubs[n % hubs.length]!)))
    const kept = await incidents.findIncident(store.db, 'brightside', 1)
    assert.deepEqual([kept?.incident.outages, kept?.version], [12, 13])
  })

  test('a site has one living incident, and a new one after its end', async (t) => {
    const store = await (await place(t)).open()
    await insert(store)
    await assert.rejects(insert(store, { id: '2' }), { code: 'incident_living' })
    await insert(store, { id: '3', partner: 'operator' })
    assert.equal((await incidents.livingIncidentOf(store.db, 'brightside', 'cornerbakery.example'))?.number, 1)
    await store.transaction((tx) => incidents.saveIncident(tx, 1, anIncident({ phase: 'resolved', resolvedAt: later(9) })))
    assert.equal(await incidents.livingIncidentOf(store.db, 'brightside', 'cornerbakery.example'), null)
    await insert(store, { id: '4', earlier: '1' })
    assert.equal((await incidents.lastIncidentOf(store.db, 'brightside', 'cornerbakery.example'))?.incident.earlier, '1')
  })

  test('due incidents and ordered diagnoses come at their time, the longest overdue first (I-48)', async (t) => {
    const store = await (await place(t)).open()
    for (const [id, wakeAt] of [
      ['1', later(2)],
      ['2', later(1)],
      ['3', null],
      ['4', later(3)],
    ] as const)
      await insert(store, { id, site: `${id}.example`, wakeAt })
    const due = (n: number) =>
      store.transaction(async (tx) => {
        const taken: number[] = []
        const next = () => incidents.takeDueIncident(tx, later(n), taken)
        for (let one = await next(); one; one = await next()) taken.push(one.number)
        return taken
      })
    assert.deepEqual([await due(0), await due(1), await due(2), await due(9)], [[], [2], [2, 1], [2, 1, 4]])
    await incidents.orderDiagnosis(store.db, 'brightside', 3, later(1))
    assert.deepEqual(await incidents.dueDiagnoses(store.db, START, 10), [])
    const ordered = { partner: 'brightside', number: 3, site: '3.example', dueAt: later(1), parent: null }
    assert.deepEqual(await incidents.dueDiagnoses(store.db, later(1), 10), [ordered])
    assert.equal((await incidents.findIncident(store.db, 'brightside', 3))?.diagnosisDueAt, later(1))
    assert.equal(await incidents.nextDiagnosis(store.db, START), later(1))
    await incidents.orderDiagnosis(store.db, 'brightside', 3, null)
    assert.equal(await incidents.nextDiagnosis(store.db, START), null)
    assert.deepEqual(await incidents.dueDiagnoses(store.db, later(9), 10), [])
  })

  test('hubs that reach for due incidents at the same time get different ones, and one holds each diagnosis (I-49)', async (t) => {
    const here = await place(t)
    const store = await here.open()
    const other = await here.another(store)
    for (const id of ['1', '2']) await insert(store, { id, site: `${id}.example`, wakeAt: later(1) })
    if (store !== other)
      await store.transaction(async (tx) => {
        assert.equal((await incidents.takeDueIncident(tx, later(2), []))?.number, 1)
        await other.transaction(async (beside) => {
          assert.equal((await incidents.takeDueIncident(beside, later(2), []))?.number, 2)
          assert.equal(await incidents.takeDueIncident(beside, later(2), [2]), null)
        })
      })
    const one = { partner: 'brightside', number: 1 }
    await incidents.orderDiagnosis(store.db, 'brightside', 1, later(1))
    const taken = await Promise.all([store, other].map(({ db }) => incidents.takeDiagnosis(db, one, later(1), LEASE)))
    const first = taken.find((each) => each !== null)!
    assert.deepEqual([taken.filter((each) => each === null).length, first], [1, { ...one, fence: 1 }])
    assert.deepEqual(await incidents.dueDiagnoses(store.db, later(12), 10), [])
    assert.equal(await incidents.nextDiagnosis(store.db, later(2)), later(13))
    const second = (await incidents.takeDiagnosis(other.db, one, later(13), LEASE))!
    assert.equal(second.fence, 2)
    assert.deepEqual(
      [
        await incidents.renewDiagnosis(store.db, first, later(14), LEASE),
        await incidents.settleDiagnosis(store.db, first, null),
        await incidents.settleDiagnosis(store.db, second, later(60)),
        await incidents.renewDiagnosis(store.db, second, later(14), LEASE),
      ],
      [false, false, true, false],
    )
    assert.equal(await incidents.nextDiagnosis(store.db, later(14)), later(60))
  })

  test('folding the stored events gives the stored incident, also after a restart (I-50)', async (t) => {
    const here = await place(t)
    const store = await here.open()
    const steps: Incident[] = [
      anIncident({ wakeAt: later(1) }),
      anIncident({ phase: 'open', confirmedAt: later(1), wakeAt: later(16), told: [] }),
      anIncident({ phase: 'resolved', confirmedAt: later(1), resolvedAt: later(30), steps: { notice: { state: 'done' } as never } }),
    ]
    const said = events('suspected', 'confirmed', 'clock')
    for (const [n, incident] of steps.entries())
      await store.transaction(async (tx) => {
        if (n === 0) await incidents.insertIncident(tx, incident, 1)
        else await incidents.saveIncident(tx, n, incident)
        const changes = changesBetween(steps[n - 1] ?? null, incident)
        const entry = { partner: 'brightside', incident: 1, seq: n + 1, at: later(n), planVersion: 'v1' }
        await appendEvent(tx, { ...entry, event: said[n]!, changes })
      })
    await store.close()
    const next = await here.open()
    const told = await eventsOf(next.db, 'brightside', 1)
    assert.deepEqual(
      told.map(({ seq, at, event }) => [seq, at, event.type]),
      [
        [1, later(0), 'suspected'],
        [2, later(1), 'confirmed'],
        [3, later(2), 'clock'],
      ],
    )
    assert.deepEqual(told[1]!.changes, { phase: 'open', confirmedAt: later(1), wakeAt: later(16) })
    assert.deepEqual(foldEvents(told), (await incidents.findIncident(next.db, 'brightside', 1))!.incident)
  })

  test('events of a newer program are refused, not misread', async (t) => {
    const store = await (await place(t)).open()
    await insert(store)
    const entry = { partner: 'brightside', incident: 1, seq: 1, at: START, planVersion: 'v1', event: events('clock')[0]!, changes: {} }
    await store.transaction((tx) => appendEvent(tx, entry))
    await store.db.updateTable('event').set({ schema_version: 99 }).execute()
    await assert.rejects(eventsOf(store.db, 'brightside', 1), { code: 'event_newer' })
  })

  test('no partner sees anything of another, and nothing can be hung onto the incident of another', async (t) => {
    const store = await (await place(t)).open()
    await insert(store)
    await insert(store, { id: '2', partner: 'harbour' })
    await store.transaction(async (tx) => {
      await addEntries(tx, 'brightside', 1, [{ at: START, kind: 'state', state: 'suspected' }])
      await keepEvidence(tx, 'brightside', 1, START, 'check', { code: 'tls.expired' })
      await tasks.addTask(tx, aTask)
      await executions.addExecution(tx, anExecution)
    })
    const { db } = store
    assert.deepEqual(await Promise.all([incidents.findIncident(db, 'harbour', 1), timelineOf(db, 'harbour', 1)]), [null, []])
    assert.deepEqual(await Promise.all([evidenceOf(db, 'harbour', 1), executions.executionsOf(db, 'harbour', 1)]), [[], []])
    assert.deepEqual(await tasks.listTasks(db, { partner: 'harbour', limit: 9 }), [])
    assert.equal(await tasks.closeTask(db, 'harbour', 1, 'tracking', START, 'eve'), false)
    const numbers = async (partner: string | null) => (await incidents.listIncidents(db, { partner, limit: 9 })).map(({ number }) => number)
    assert.deepEqual([await numbers('brightside'), await numbers('harbour'), await numbers(null)], [[1], [2], [2, 1]])
    assert.deepEqual([await incidents.partnerOfIncident(db, 2), await incidents.partnerOfIncident(db, 3)], ['harbour', null])
    await assert.rejects(
      store.transaction((tx) => addEntries(tx, 'harbour', 1, [{ at: START, kind: 'state' }])),
      /foreign key/i,
    )
  })

  test('lists come in pages, the newest first, and by phase', async (t) => {
    const store = await (await place(t)).open()
    for (let n = 1; n <= 5; n++) await insert(store, { id: `${n}`, site: `${n}.example`, phase: n % 2 ? 'open' : 'resolved' })
    const page = async (filter: Omit<incidents.IncidentFilter, 'limit'>) =>
      (await incidents.listIncidents(store.db, { ...filter, limit: 2 })).map(({ number }) => number)
    assert.deepEqual([await page({}), await page({ before: 4 }), await page({ before: 2 })], [[5, 4], [3, 2], [1]])
    assert.deepEqual([await page({ phases: ['open'] }), await page({ phases: [] })], [[5, 3], []])
  })

  test('the timeline and the evidence keep their order', async (t) => {
    const store = await (await place(t)).open()
    await insert(store)
    await store.transaction(async (tx) => {
      await addEntries(tx, 'brightside', 1, [
        { at: later(1), kind: 'state', state: 'open' },
        { at: later(1), kind: 'page', to: ['lena'] },
      ])
      await addEntries(tx, 'brightside', 1, [])
      await addEntries(tx, 'brightside', 1, [{ at: START, kind: 'message', to: ['ada@cornerbakery.example'], cc: [] }])
      await keepEvidence(tx, 'brightside', 1, START, 'check', { code: 'tls.expired' })
      await keepEvidence(tx, 'brightside', 1, later(1), 'diagnosis', null)
    })
    const lines = await timelineOf(store.db, 'brightside', 1)
    assert.deepEqual(
      lines.map(({ seq, kind }) => `${seq} ${kind}`),
      ['1 state', '2 page', '3 message'],
    )
    assert.deepEqual(lines[1], { at: later(1), kind: 'page', to: ['lena'], seq: 2 })
    assert.deepEqual(
      (await timelineOf(store.db, 'brightside', 1, 2)).map(({ seq }) => seq),
      [3],
    )
    assert.deepEqual(await evidenceOf(store.db, 'brightside', 1), [
      { seq: 1, at: START, kind: 'check', body: { code: 'tls.expired' } },
      { seq: 2, at: later(1), kind: 'diagnosis', body: null },
    ])
  })

  test('a task is added once, closed once, and the next due comes first (REA-12)', async (t) => {
    const store = await (await place(t)).open()
    await insert(store)
    const said = await store.transaction(async (tx) => [
      await tasks.addTask(tx, aTask),
      await tasks.addTask(tx, { ...aTask, title: 'again' }),
      await tasks.addTask(tx, { ...aTask, id: 'call', dueAt: later(5) }),
      await tasks.addTask(tx, { ...aTask, id: 'renew', dueAt: later(2), followUp: true }),
    ])
    assert.deepEqual(said, [true, false, true, true])
    const ids = async (filter: object) => (await tasks.listTasks(store.db, { limit: 9, ...filter })).map(({ id }) => id)
    assert.deepEqual(await ids({ open: true }), ['renew', 'call', 'tracking'])
    const close = () => tasks.closeTask(store.db, 'brightside', 1, 'tracking', later(3), 'lena')
    assert.deepEqual([await close(), await close()], [true, false])
    assert.deepEqual(
      [await ids({ partner: 'brightside', open: true }), await ids({ open: false, incident: 1 })],
      [['renew', 'call'], ['tracking']],
    )
    const [tracking] = await tasks.listTasks(store.db, { open: false, limit: 1 })
    assert.deepEqual(tracking, { ...aTask, owner: null, doneAt: later(3), doneBy: 'lena' })
    const isOpen = (partner: string, site: string, id: string) => tasks.isTaskOpen(store.db, partner, site, id)
    const site = 'cornerbakery.example'
    assert.deepEqual(
      await Promise.all([isOpen('brightside', site, 'call'), isOpen('brightside', site, 'tracking'), isOpen('northlight', site, 'call')]),
      [true, false, false],
    )
  })

  test('an action is taken by one, and again after its lease by another, whose end alone counts (I-49)', async (t) => {
    const here = await place(t)
    const store = await here.open()
    const hubs = [store, await here.another(store)]
    await insert(store)
    await store.transaction(async (tx) => {
      await executions.addExecution(tx, anExecution)
      await executions.addExecution(tx, { ...anExecution, dueAt: later(5) })
    })
    const take = (n: number, hub = store) => executions.takeDueExecution(hub.db, later(n), minutes(1))
    const raced = (await Promise.all(Array.from({ length: 6 }, (_, n) => take(0, hubs[n % hubs.length])))).filter((taken) => taken !== null)
    assert.deepEqual(
      raced.map(({ seq, state }) => [seq, state]),
      [[1, 'running']],
    )
    const second = (await take(1))!
    assert.deepEqual([second.seq, second.fence, await take(1)], [1, 2, null])
    const renewed = await Promise.all([raced[0]!, second].map((one) => executions.renewExecution(store.db, one, later(1.5), minutes(1))))
    assert.deepEqual([renewed, await take(2)], [[false, true], null])
    const end = { result: 'failed', output: 'The panel refused the token.', now: later(2) } as const
    assert.deepEqual(
      [await executions.endExecution(store.db, raced[0]!, end), await executions.endExecution(store.db, second, end)],
      [false, true],
    )
    assert.equal((await take(5))?.seq, 2)
    assert.equal(await executions.recoverExecutions(store.db), 1)
    assert.equal((await take(5))?.seq, 2)
    const states = await executions.executionsOf(store.db, 'brightside', 1)
    assert.deepEqual(
      states.map(({ state, output }) => [state, output]),
      [
        ['failed', 'The panel refused the token.'],
        ['running', null],
      ],
    )
  })

  test('an update stands on its page once, the newest first', async (t) => {
    const store = await (await place(t)).open()
    await insert(store)
    const update = { partner: 'brightside', page: 'brightside', incident: 1, key: 'a', at: START, stage: 'investigating' as const }
    const words = { subject: 'We are looking into it', text: 'The site is down.', site: 'cornerbakery.example' }
    const said = await store.transaction(async (tx) => [
      await addAnnouncement(tx, { ...update, ...words }),
      await addAnnouncement(tx, { ...update, ...words }),
      await addAnnouncement(tx, { ...update, ...words, key: 'b', at: later(1), stage: 'resolved' }),
      await addAnnouncement(tx, { ...update, ...words, page: 'operator' }),
    ])
    assert.deepEqual(said, [true, false, true, true])
    const on = async (page: string, since = START) =>
      (await announcementsOn(store.db, page, since)).map(({ key, stage }) => `${key} ${stage}`)
    assert.deepEqual([await on('brightside'), await on('brightside', later(1))], [['b resolved', 'a investigating'], ['b resolved']])
    assert.deepEqual([await on('operator'), await on('harbour')], [['a investigating'], []])
  })
})

const aTask = {
  partner: 'brightside',
  incident: 1,
  id: 'tracking',
  step: null,
  title: 'Track the outage',
  for: 'on-call',
  people: ['lena'],
  dueAt: null,
  contact: null,
  followUp: false,
  checklist: [],
  vendorCase: null,
}
const anExecution = {
  partner: 'brightside',
  incident: 1,
  step: 'renew',
  run: 'certificate-renew',
  on: 'anchor-hosting',
  dueAt: START,
  endsBy: later(10),
}
