import type { Generated } from 'kysely'

/** RollUp as columns. */
export type LatencySums = {
  checks: number
  failures: number
  total_ms: number
  worst_ms: number
  to_50: number
  to_100: number
  to_200: number
  to_400: number
  to_800: number
  to_1600: number
  to_3200: number
  above: number
}

/**
 * Every table, as both databases hold it. Instants are epoch milliseconds, JSON is text, a boolean is 0 or 1.
 * A table with a partner's data has `partner` first in its key.
 */
export type Tables = {
  site: {
    partner: string
    id: string
    client: string | null
    url: string
    retired_at: number | null
    plan_version: string
    first_look_at: number | null
  } // at its page
  incident: {
    partner: string
    id: number
    site: string
    phase: string
    detected_at: number
    confirmed_at: number | null
    resolved_at: number | null
    wake_at: number | null // when the engine asks again with `clock`
    drill: number | null // the drill that it is played for: no outage, and in no figure
    diagnosis_due_at: number | null // a diagnosis is ordered and not yet brought home
    diagnosis_lease: number | null // until then a hub looks for the cause
    diagnosis_fence: Generated<number> // whoever holds an older one may not bring it home
    version: number // counts up with each event; who saves with an old one loses
    counted: Generated<number> // 1 once its downtime stands in `downtime`
    body: string // Incident
  }
  event: {
    partner: string
    incident: number
    seq: number
    at: number
    type: string
    schema_version: number
    plan_version: string
    body: string
    changes: string
  }
  drill: {
    id: Generated<number>
    site: string
    scenario: string // YAML, as it was given
    window_from: number | null // of an unannounced one: its moment was chosen within
    window_until: number | null
    every: number | null // days: then it comes again
    due_at: number | null // when it begins, or its next event happens; null: over
    state: 'planned' | 'running' | 'over' | 'cancelled'
    incident: number | null
    played: number // events of the scenario that have happened
    started_at: number | null
    ended_at: number | null
    why: string | null // why it ended, or never began
    made_by: string
    made_at: number
  }
  standby: { partner: string; site: string; url: string; state: 'up' | 'down'; since: number; said: string } // as it was last seen
  timeline: { partner: string; incident: number; seq: number; at: number; kind: string; body: string } // Entry
  outbox: {
    partner: string
    key: string
    seq: Generated<number> // order of posting
    incident: number | null
    step: string | null
    contract: 'page' | 'message' // pages at least once, messages at most once
    audience: string
    channel: string
    address: string // first address; JSON of the whole recipient in `recipient`
    recipient: string
    template: string
    subject: string
    text: string
    html: string | null
    link: string
    message_id: string
    ordered_at: number
    due_at: number
    state: 'waiting' | 'folded' | 'sending' | 'committing' | 'delivered' | 'refused' | 'uncertain' | 'cancelled'
    tries: number
    fence: number
    lease_until: number | null
    settled_at: number | null
    reason: string | null
    reference: string | null
    thread: string | null
    told: number // 1 once the incident has heard of the end (`delivered` event)
    gist: string | null // what a digest says of it; null: it always goes by itself
    folded_into: string | null // key of the digest that carries it, or carried it
    subscriber: number | null // of a status page, who is told by it
  }
  task: {
    partner: string
    incident: number
    id: string
    step: string | null
    title: string
    for: string
    people: string
    due_at: number | null
    contact: string | null
    follow_up: number
    done_at: number | null
    done_by: string | null
    owner: string | null
    checklist: string
    vendor: string | null
    case_number: string | null
  }
  execution: {
    partner: string
    incident: number
    seq: number // a repeated step runs more than once
    step: string
    run: string
    on: string
    due_at: number // when it may begin
    ends_by: number // when it is given up
    state: 'waiting' | 'running' | 'done' | 'failed'
    fence: number
    lease_until: number | null
    started_at: number | null
    ended_at: number | null
    output: string | null
  }
  announcement: {
    partner: string
    page: string
    incident: number
    key: string
    at: number
    stage: string
    subject: string
    text: string
    site: string
  } // an update on one status page
  brought_notice: { partner: string; page: string; id: string; started_at: number; body: string } // PastNotice, of another status page
  evidence: { partner: string; incident: number; seq: number; at: number; kind: string; body: string } // failed check results and diagnoses
  baseline: { partner: string; site: string; seen_at: number; body: string }
  mail_route: { partner: string; domain: string; hosts: string; addresses: string; seen_at: number } // who takes the mail of a contact's domain
  announced_work: { provider: string; read_at: number; works: string } // AnnouncedWork[], as its status page said when it was last read
  bounced_address: { partner: string; address: string; at: number; reason: string } // a contact's address that did not take a message
  drift: { partner: string; site: string; what: string; at: number; said: string } // what has changed on a site that is well
  parent: {
    id: Generated<number>
    partner: string
    kind: string
    shared: string
    value: string
    opened_at: number
    ended_at: number | null
  }
  affected: {
    partner: string // the operator: the tenant of the site is `site_partner`
    parent: number
    incident: number
    site: string
    site_partner: string
    joined_at: number
    left_at: number | null // seen well, not open for another reason, or on its own way
    parting: string | null // why it goes its own way
  }
  summary: { partner: string; incident: number; reader: 'client' | 'partner'; name: string; due_at: number } // an outage to be told of
  opt_out: { partner: string; address: string; token: string; hash: string; unsubscribed_at: number | null } // from summaries, never from incidents
  transition: {
    partner: string
    site: string
    monitor: string
    location: string
    at: number
    state: string
    code: string | null
    body: string // CheckResult
    until_at: number | null // when the monitor saw another state there; null: it lasts
  }
  alive: { location: string; from_at: number; until_at: number } // when a location said that it looks
  downtime: { partner: string; site: string; incident: number; from_at: number; until_at: number } // genuine, of incidents that are over
  latency_hour: { partner: string; hour: number; monitor: string; location: string } & LatencySums // of the last days, still adding up
  // A day is in this while its hours are kept (packed-hours.ts), then in the next; the day is that of UTC.
  latency_packed: { partner: string; day: number; monitor: string; location: string; hours: string } & LatencySums
  latency_day: { partner: string; day: number; monitor: string; location: string } & LatencySums
  latency_recent: { partner: string; monitor: string; location: string; until: number } & LatencySums // of the 90 whole days before \`until\`
  warning: {
    seq: Generated<number>
    partner: string
    site: string
    what: string
    threshold: string
    said: string
    at: number
    due_at: number | null
    done_at: number | null
    done_by: string | null
  }
  heartbeat: {
    partner: string
    monitor: string
    waiting_since: number
    last_at: number | null
    last_signal: string | null
    started_at: number | null
    due_at: number
  }
  lease: { name: string; holder: string; token: number; until: number } // work that one hub at a time does
  watcher: { name: string; heard_at: number }
  presence: { location: string; probe: string; since: number; until: number } // who lives at a location, hubs included
  shard: { location: string; shard: number; holder: string | null; token: number } // who of them looks at which part
  location: {
    id: string
    started_at: number // since when without a break
    alive_at: number
    set_aside_at: number | null // since when its word is not taken
    set_aside_why: string | null
  }
  probe: {
    id: string
    location: string
    public_key: string // Ed25519, SPKI, base64
    enrolled_at: number
    revoked_at: number | null
    last_number: number // of the reports; the next is higher
    missed: number
    seen_at: number | null
    blind_since: number | null
    told_at: number | null
    body: string // ProbeState
  } // locations are the operator's: sites of all partners are seen from there
  sight: {
    partner: string
    site: string
    location: string
    at: number
    network: string
    failing: number
    contradicted: number
    alone: number
  }
  heard_look: {
    partner: string
    monitor: string
    location: string
    shard: number
    at: number
    body: string // CheckResult
  }
  asked_look: {
    partner: string
    id: string
    location: string
    monitor: string
    asked_at: number
    expires_at: number
    given_at: number | null
    body: string | null // Answered
  }
  plan: { version: string; at: number; body: string }
  token: {
    id: string
    hash: string
    name: string
    role: string
    person: string | null
    partner: string | null
    kind: 'api' | 'login' | 'session' | 'calendar'
    made_at: number
    expires_at: number | null
    used_at: number | null
    ended_at: number | null
    agent: string | null // what the browser of a session called itself
    via: 'passkey' | 'openid' | null // how a session began; null: by password or link
    sites: string | null // JSON: the only ones that it sees; null: every one
  }
  credential: {
    person: string // of the operator
    password: string | null // Argon2id, as a PHC string
    password_at: number | null
    totp: string | null // sealed
    totp_at: number | null // since when it is asked for; null: it has not been confirmed
    totp_step: number | null // the last that was used
  }
  recovery_code: { person: string; hash: string; used_at: number | null }
  passkey: {
    id: string // of the credential, base64url
    person: string // of the operator
    name: string
    rp: string // the host it was made for: it is good at no other
    handle: string // under which the authenticator knows the person
    public_key: string // COSE, base64url
    counter: number
    multi_device: number
    backed_up: number
    transports: string // with commas between
    made_at: number
    used_at: number | null
  }
  challenge: {
    hash: string // SHA-256 of what was handed out
    purpose: 'passkey-new' | 'passkey-login' | 'openid'
    body: string // what must be known when it comes back
    expires_at: number
  }
  kept_answer: {
    partner: string
    token: string // whose request it was
    key: string // SHA-256 of its Idempotency-Key
    asked: string // SHA-256 of the request
    begun_at: number
    answer: string | null // sealed with the caller's token; null: there is none yet
  }
  member: {
    partner: string
    mail: string
    name: string
    role: 'partner-admin' | 'partner-member' | 'client'
    client: string | null
    invited_by: string
    invited_at: number
    link: string | null // the message whose link lets them in, once
    ended_at: number | null
  }
  kept_entry: {
    partner: string // whose it is as it stands: a client's or site's partner, or itself
    kind: string
    id: string // one of its kind, whoever's
    body: string // in the words of the configuration
    changed_at: number
    changed_by: string
  }
  contact_book: {
    partner: string
    client: string // empty: the partner's own contacts
    body: string | null // KeptContacts; null: as the file has them
    changed_at: number | null
    changed_by: string | null
    confirmed_at: number | null
    confirmed_by: string | null
    due_at: number // when it is to be confirmed
    asked_at: number | null // for this time
  }
  vote: {
    partner: string
    incident: number
    message: string
    helpful: number
    comment: string | null
    by: string
    at: number
  } // whether a message helped its reader
  heard_text: { reference: string; at: number; answer: string } // what people answered to pages by text message, by the service's name for it
  absence_calendar: { person: string; due_at: number; read_at: number | null; reason: string | null }
  calendar_absence: { seq: Generated<number>; person: string; from_at: number; until_at: number; why: string } // what it says
  browser: { endpoint: string; person: string; p256dh: string; auth: string; made_at: number } // `auth` is sealed; takes push messages for a person
  channel_proof: {
    channel: string
    due_at: number // the next one
    proved_at: number | null
    failures: number // in a row
    failing_since: number | null
    reason: string | null
    awaits: number | null // when the letter left that has not come back yet
  }
  webhook_post: {
    seq: Generated<number>
    partner: string
    incident: number
    subject: string // the id of a task; `incident` for the incident itself
    body: string // JSON
    ordered_at: number
    state: 'waiting' | 'delivered' | 'refused'
    due_at: number
    tries: number
    reason: string | null
    tried_at: number | null
  }
  maintenance: {
    partner: string // who planned it; the operator's may affect sites of every tenant
    id: string
    phase: string
    ends_at: number
    wake_at: number | null
    version: number // counts up with each event; who saves with an old one loses
    body: string // ScheduledMaintenance
  }
  maintenance_series: { partner: string; id: string; wake_at: number | null; body: string } // Series
  own_domain: {
    partner: string // whose status page it is
    domain: string
    due_at: number | null // when to look again, or to renew its certificate
    body: string // OwnDomain
  }
  maintenance_event: { partner: string; maintenance: string; seq: number; at: number; type: string; body: string }
  subscriber: {
    seq: Generated<number>
    partner: string
    page: string
    channel: string
    address: string
    language: string
    incidents: number
    maintenance: number
    sites: string | null // JSON; null: all of the page
    state: 'pending' | 'confirmed' | 'held' | 'stopped'
    asked_at: number
    reason: string | null
  }
  sign_up: { seq: Generated<number>; partner: string; page: string; at: number; from: string; address: string } // from and address as hashes
  subscriber_notice: {
    seq: Generated<number>
    partner: string
    page: string
    key: string
    incident: number | null
    kind: 'incident' | 'maintenance'
    stage: string
    at: number
    subject: string
    text: string
    sites: string // JSON
    reached: number // the last subscriber whose message was ordered
  }
  maintenance_update: {
    partner: string // of the page, not of whoever planned the window
    page: string
    key: string
    maintenance: string
    at: number
    kind: string
    subject: string
    text: string
  }
  data_key: { id: number; sealed: string; master: string; made_at: number } // under which secrets are sealed; `master` names the key that seals it
  installation: { name: string; value: string } // what is made once for all hubs on this store: `key`
  inbound_mail: {
    id: Generated<number>
    partner: string
    digest: string
    at: number
    kind: 'answer' | 'auto-reply' | 'bounce' | 'complaint' | 'unknown'
    state: 'placed' | 'filed' | 'waiting'
    incident: number | null
    key: string | null // of our message that it is about
    from: string
    subject: string
    text: string
    settled_by: string | null // who said where a waiting one belongs
  }
  inbound_alert: {
    id: Generated<number>
    partner: string // the site's; the operator while nobody knows
    source: string // empty: a sender nobody knows
    key: string
    started_at: number
    resolved_at: number | null
    site: string | null
    name: string
    says: string
    link: string | null
    heard_at: number // the last time
    times: number
    state: 'looking' | 'evidence' | 'elsewhere' | 'planned' | 'over' | 'waiting' | 'filed'
    due_at: number | null // when our own look is due
    incident: number | null
    told_at: number | null // whoever is on call
    settled_by: string | null
  }
  reply_token: { partner: string; key: string; hash: string } // which message an answer is to
  mailbox: {
    name: string
    validity: string
    uid: number
    failing_since: number | null
    reason: string | null
  } // how far it has been read
  playbook_version: {
    partner: string
    playbook: string
    version: number
    body: string // YAML as somebody wrote it
    at: number
    by: string
    reason: string | null // null: of a version that was saved before reasons were kept
    incident: number | null // that it was learnt from
    file: string | null // the text of its file when it was saved
    withdrawn_at: number | null
  }
  proposal: {
    id: Generated<number>
    partner: string // who decides: a tenant of its contacts, `operator` of the rest
    rule: string
    thing: string // within the rule
    incident: number // whose review made it
    playbook: string | null // that it would change
    saw: string
    proposes: string
    incidents: string // JSON: numbers
    aim: string | null // JSON: Aim
    change: string // JSON: Change
    made_at: number
    state: 'open' | 'accepted' | 'declined'
    decided_at: number | null
    decided_by: string | null
    reason: string | null
    version: number | null // of the playbook that its yes made
  }
  look_back: { partner: string; incident: number; due_at: number } // incidents whose review opened and that nobody has learned from yet
  override: {
    number: Generated<number>
    schedule: string
    from_at: number
    until_at: number
    people: string
    instead_of: string | null
    made_by: string
    made_at: number
    withdrawn_at: number | null
  } // the operator's, made on screen
  duty_notice: {
    schedule: string
    person: string
    kind: 'hand-over' | 'reminder'
    begins_at: number
    due_at: number
    told_at: number | null // also when it was not needed any more
  }
  coverage_gap: { ladder: string; from_at: number; until_at: number; told_at: number } // uncovered time of a ladder that the owners were told of; of all: an empty name
  enrolment: { hash: string; kind: 'host' | 'location'; name: string; made_at: number; expires_at: number; used_at: number | null } // SHA-256 of a token that lets one agent or probe in
  agent: {
    host: string
    id: string
    public_key: string // Ed25519, SPKI, base64
    enrolled_at: number
    boot: string | null
    last_number: number // of the reports; the next is higher
    seen_at: number | null
    missed: number // reports that never came
    silence_told_at: number | null
    body: string // AgentState
  } // hosts are the operator's; several partners' sites may run on one
  host_sample: { host: string; at: number; body: string } // Figures
  host_day: { host: string; day: string; body: string } // HostDay; the day is that of UTC
  report: {
    partner: string // `operator` for the report of everybody
    scope: string // `fleet`, `partner` or `client/<id>`
    month: string
    body: string // Report
    made_at: number
    due_at: number | null // when it leaves; null: it has left, waits for a word, or is not sent
    sent_at: number | null
    approved_at: number | null // a client's, when somebody said that it may go
    approved_by: string | null
  }
  host_event: { seq: Generated<number>; host: string; at: number; kind: string; body: string } // HostEvent
  host_inventory: { host: string; seen_at: number; body: string } // HostInventory
  vulnerability_feed: {
    feed: string
    source: string // where it was read from, by a sum: another place is read at once
    due_at: number
    asked_at: number | null
    read_at: number | null // when it was last read whole
    entries: number
    software: string // of what it was read, a JSON list: of anything else nothing was kept
    trouble: string | null
  }
  known_hole: { seq: Generated<number>; feed: string; body: string } // KnownHole, of software that is installed somewhere
  vulnerability: {
    seq: Generated<number>
    partner: string // `operator`: in what belongs to a host
    place: string
    system: string
    name: string
    since: number
    due_at: number
    attacked: number // a campaign that goes on gets in this way
    owner: string | null
    body: string // Finding
  }
  agent_order: {
    id: string
    host: string
    body: string // Order
    made_at: number
    expires_at: number
    given_at: number | null
    ended_at: number | null
    result: string | null
    output: string
    waits_until: number | null // two people must agree by then; null: nobody has to, or both have
    first_by: string | null // a person
    second_by: string | null
    dry_run: string | null // the order that tries it dry, for them to read
    partner: string | null // with incident: which one it is for
    incident: number | null
    asked_for: string | null // which run of which step asked
  }
  counter: { name: string; last: number } // numbers that count through all partners: `incident`
  readiness_day: {
    partner: string // `operator`: of everything
    day: number // UTC midnight; a day on which nothing changed has no row
    looked: number
    held: number
    unknown: number
    weight_looked: number
    weight_held: number
    open: string // JSON: of each kind of finding, how many
  }
  outside_look: { partner: string; what: string; at: number; body: string } // what DNS said of a tenant's sending domain and status pages
  backup_made: { at: number; said_by: string } // of all that is stored here
  restored: { partner: string; incident: number; at: number } // living when the backup was made from which this data came
  migration: { name: string; at: number } // which changes of these tables have run
  program: { version: string; at: number; ready: number } // which versions have opened the data; not ready: it is still bringing the tables forward
  audit: {
    seq: Generated<number>
    at: number
    partner: string | null
    who: string
    what: string
    about: string
    site: string | null
    came_from: string | null
    chain: string // its partner, or empty: of the whole house
    n: number // counted within its chain
    hash: string // of the line and of the hash before it
  }
  audit_anchor: { chain: string; n: number; hash: string; at: number } // up to there a chain was dropped, its time being over
}
