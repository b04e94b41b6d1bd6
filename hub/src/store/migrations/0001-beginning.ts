import { sql } from 'kysely'
import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** Every table of the first release. */
export async function up(db: Db): Promise<void> {
  await sitesAndIncidents(db)
  await partsOfIncidents(db)
  await outbox(db)
  await whatWasSeen(db)
  await house(db)
}

async function sitesAndIncidents(db: Db) {
  const site = { partner: 'text', id: 'text', client: 'text?', url: 'text', retired_at: 'number?', plan_version: 'text' } as const
  await makeTable(db, 'site', site, { key: ['partner', 'id'] })
  await makeTable(
    db,
    'incident',
    {
      partner: 'text',
      id: 'number',
      site: 'text',
      phase: 'text',
      detected_at: 'number',
      confirmed_at: 'number?',
      resolved_at: 'number?',
      wake_at: 'number?',
      diagnosis_due_at: 'number?',
      version: 'number',
      body: 'text',
    },
    { key: ['partner', 'id'], unique: ['id'] },
  )
  await db.schema.createIndex('incident_by_site').on('incident').columns(['partner', 'site', 'id']).execute()
  // Of two hubs that see the same outage, one opens the incident.
  await sql`create unique index incident_living on incident (partner, site) where phase in ('suspected', 'open', 'stabilising')`.execute(db)
  await sql`create index incident_due on incident (wake_at) where wake_at is not null`.execute(db)
  await sql`create index incident_undiagnosed on incident (diagnosis_due_at) where diagnosis_due_at is not null`.execute(db)
  await makeTable(db, 'counter', { name: 'text', last: 'number' }, { key: ['name'] })
}

async function partsOfIncidents(db: Db) {
  const part = { partner: 'text', incident: 'number', seq: 'number', at: 'number' } as const
  const keys = { key: ['partner', 'incident', 'seq'], ofIncident: true }
  const event = { ...part, type: 'text', schema_version: 'number', plan_version: 'text', body: 'text', changes: 'text' } as const
  await makeTable(db, 'event', event, keys)
  await makeTable(db, 'timeline', { ...part, kind: 'text', body: 'text' }, keys)
  await makeTable(db, 'evidence', { ...part, kind: 'text', body: 'text' }, keys)
  await makeTable(
    db,
    'task',
    {
      partner: 'text',
      incident: 'number',
      id: 'text',
      step: 'text?',
      title: 'text',
      for: 'text',
      people: 'text',
      due_at: 'number?',
      contact: 'text?',
      follow_up: 'number',
      done_at: 'number?',
      done_by: 'text?',
    },
    { key: ['partner', 'incident', 'id'], ofIncident: true },
  )
  await sql`create index task_open on task (due_at) where done_at is null`.execute(db)
  await executions(db)
  const announcement = { partner: 'text', page: 'text', incident: 'number', key: 'text', at: 'number', stage: 'text' } as const
  const words = { subject: 'text', text: 'text', site: 'text' } as const
  await makeTable(db, 'announcement', { ...announcement, ...words }, { key: ['partner', 'page', 'key'], ofIncident: true })
  await db.schema.createIndex('announcement_on_page').on('announcement').columns(['page', 'at']).execute()
}

async function executions(db: Db) {
  await makeTable(
    db,
    'execution',
    {
      partner: 'text',
      incident: 'number',
      seq: 'number',
      step: 'text',
      run: 'text',
      on: 'text',
      due_at: 'number',
      ends_by: 'number',
      state: 'text',
      fence: 'number',
      lease_until: 'number?',
      started_at: 'number?',
      ended_at: 'number?',
      output: 'text?',
    },
    { key: ['partner', 'incident', 'seq'], ofIncident: true },
  )
  await sql`create index execution_due on execution (due_at) where ended_at is null`.execute(db)
}

async function outbox(db: Db) {
  await makeTable(
    db,
    'outbox',
    {
      partner: 'text',
      key: 'text',
      seq: 'counted',
      incident: 'number?',
      step: 'text?',
      contract: 'text',
      audience: 'text',
      channel: 'text',
      address: 'text',
      recipient: 'text',
      template: 'text',
      subject: 'text',
      text: 'text',
      html: 'text?',
      link: 'text',
      message_id: 'text',
      ordered_at: 'number',
      due_at: 'number',
      state: 'text',
      tries: 'number',
      fence: 'number',
      lease_until: 'number?',
      settled_at: 'number?',
      reason: 'text?',
      reference: 'text?',
      told: 'number',
    },
    { unique: ['partner', 'key'], ofIncident: true },
  )
  await sql`create index outbox_due on outbox (contract desc, due_at, seq) where settled_at is null`.execute(db)
  await sql`create index outbox_order on outbox (partner, incident, channel, address, seq) where settled_at is null`.execute(db)
  await sql`create index outbox_unheard on outbox (settled_at) where told = 0`.execute(db)
  await db.schema.createIndex('outbox_by_incident').on('outbox').columns(['partner', 'incident', 'seq']).execute()
}

async function whatWasSeen(db: Db) {
  await makeTable(db, 'baseline', { partner: 'text', site: 'text', seen_at: 'number', body: 'text' }, { key: ['partner', 'site'] })
  const seen = {
    partner: 'text',
    site: 'text',
    monitor: 'text',
    location: 'text',
    at: 'number',
    state: 'text',
    code: 'text?',
    body: 'text',
  } as const
  await makeTable(db, 'transition', seen, { key: ['partner', 'site', 'monitor', 'location', 'at'] })
  await db.schema.createIndex('transition_latest').on('transition').columns(['location', 'partner', 'site', 'monitor', 'at']).execute()
  await db.schema.createIndex('transition_of_site').on('transition').columns(['partner', 'site', 'at']).execute()
  const sums = { checks: 'number', failures: 'number', total_ms: 'number', worst_ms: 'number' } as const
  const hour = { partner: 'text', monitor: 'text', location: 'text', hour: 'number' } as const
  await makeTable(db, 'latency', { ...hour, ...sums }, { key: ['partner', 'monitor', 'location', 'hour'] })
  await makeTable(db, 'location', { id: 'text', started_at: 'number', alive_at: 'number' }, { key: ['id'] })
}

async function house(db: Db) {
  await makeTable(db, 'plan', { version: 'text', at: 'number', body: 'text' }, { key: ['version'] })
  await makeTable(
    db,
    'token',
    {
      id: 'text',
      hash: 'text',
      name: 'text',
      role: 'text',
      person: 'text?',
      partner: 'text?',
      kind: 'text',
      made_at: 'number',
      expires_at: 'number?',
      used_at: 'number?',
      ended_at: 'number?',
    },
    { key: ['id'], unique: ['hash'] },
  )
  await makeTable(db, 'audit', { seq: 'counted', at: 'number', partner: 'text?', who: 'text', what: 'text', about: 'text' }, {})
  await db.schema.createIndex('audit_of_partner').on('audit').columns(['partner', 'seq']).execute()
}
