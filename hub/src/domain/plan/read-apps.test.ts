import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onDutyAt } from '../audience/on-duty.ts'
import { recipientsOf } from '../audience/recipients.ts'
import type { Instant } from '../instant.ts'
import { readApprise } from './read-apprise.ts'
import { readPlan } from './read-plan.ts'

const read = (apps: string, more = '', variables: Record<string, string> = {}) =>
  readPlan(
    `operator: { name: Harbor, timezone: UTC, mail: noc@harbor.example }
people: { ana: { name: Ana, mail: ana@harbor.example, role: owner${more === '' ? '' : `, app: ${more}`} } }
escalation: [{ notify: ana, by: [app, mail] }]
partners: { bright: { name: Bright, app: team, cc: [r@bright.example], brand: { from: "Care <care@bright.example>" } } }
clients: { bakery: { name: Bakery, partner: bright } }
channels: { mail: { smtp: "\${SMTP}" }, apps: { team: { kind: teams, url: "\${TEAMS}" }, ${apps} } }
sites: { cornerbakery.example: { url: "https://cornerbakery.example/", client: bakery } }
`,
    'allclear.yaml',
    {
      variables: {
        lookup: (name) => ({ SMTP: 'smtp://127.0.0.1', TEAMS: 'https://flow.example/x', ...variables })[name],
        unsetIsEmpty: true,
      },
      checkSchemas: {},
    },
  )

test('a person is paged and a partner told in the app that the plan names, as long as its secrets are there (RES-3, COM-3)', () => {
  const { plan, secrets, complaints } = read('pager: { kind: pagerduty, token: "${PD}" }', 'pager', { PD: 'r0uting' })
  assert.deepEqual(complaints.filter(({ level }) => level === 'error'), []) // prettier-ignore
  assert.deepEqual(plan!.channels.apps!['pager'], { id: 'pager', kind: 'pagerduty', name: 'PagerDuty', api: 'https://events.pagerduty.com', to: null }) // prettier-ignore
  assert.ok(!JSON.stringify(plan).includes('r0uting') && !JSON.stringify(plan).includes('flow.example'))
  const reach = (secretsPresent: (path: string) => boolean) => {
    const duty = onDutyAt({ plan: plan!, secretsPresent, at: 0 as Instant })
    const all = { plan: plan!, working: [], secretsPresent, deadBecause: () => null }
    const { partner } = recipientsOf(all, plan!.sites['cornerbakery.example']!)
    return [Object.keys(duty['ana']![0]!.by), partner.map(({ channel, address }) => `${channel} ${address[0]}`)]
  }
  assert.deepEqual(reach((path) => secrets.has(path)), [['app', 'mail'], ['app team']]) // prettier-ignore
  assert.deepEqual(reach((path) => secrets.has(path) && !path.startsWith('channels.apps.pager')), [['mail'], ['app team']]) // prettier-ignore
  assert.deepEqual(reach((path) => path === 'channels.mail.smtp'), [['mail'], []]) // prettier-ignore
})

test('what an app lacks, a name that is none, and secrets that stand in the file are complained about', () => {
  const said = (apps: string, more = '') => read(apps, more).complaints.map(({ message }) => message).join('\n') // prettier-ignore
  assert.match(said('tg: { kind: telegram, token: "${T}" }'), /channels\.apps\.tg: telegram needs "to"/)
  assert.match(said('x: { name: X }'), /channels\.apps\.x: does not say what it is/)
  assert.match(said('x: { kind: discord, url: nowhere }'), /is no address of the web[^]*stands in the file/)
  assert.match(said('x: { apprise: "slack://a/b/c" }'), /is no Apprise URL that is understood here/)
  assert.match(
    said('pager: { kind: pagerduty, token: "${PD}" }', 'pagre'),
    /people\.ana\.app: there is no app under channels\.apps "pagre"/,
  )
  assert.match(said('x: { apprise: "${NONE}" }'), /channels\.apps\.x\.apprise is empty: nobody is told there/)
})

test('an Apprise URL is understood where it has a counterpart, and kept apart as the secrets it holds', () => {
  assert.deepEqual(readApprise('tgram://123456:ABC-def/-100200'), { kind: 'telegram', token: '123456:ABC-def', to: '-100200' })
  assert.deepEqual(readApprise('discord://4711/tok_en?format=markdown'), { kind: 'discord', url: 'https://discord.com/api/webhooks/4711/tok_en' }) // prettier-ignore
  assert.deepEqual(readApprise('pover://user@token'), { kind: 'pushover', to: 'user', token: 'token' })
  assert.deepEqual(readApprise('mmosts://chat.example/key'), { kind: 'mattermost', url: 'https://chat.example/hooks/key' })
  assert.deepEqual(readApprise('opsgenie://key'), { kind: 'opsgenie', token: 'key' })
  assert.deepEqual(readApprise('matrixs://tok@matrix.example/!room%3Amatrix.example'), { kind: 'matrix', api: 'https://matrix.example', token: 'tok', to: '!room:matrix.example' }) // prettier-ignore
  for (const none of ['', 'slack://a/b', 'discord://', 'tgram://x', 'https://x.example', 'pover://%zz@t'])
    assert.equal(readApprise(none), null, none)
  const { plan, secrets } = read('tg: { apprise: "${TG}" }', 'tg', { TG: 'tgram://123:ABC/42' })
  assert.deepEqual([plan!.channels.apps!['tg']!.kind, plan!.channels.apps!['tg']!.to, secrets.get('channels.apps.tg.token')], ['telegram', '42', '123:ABC']) // prettier-ignore
})

test('each incident has a ticket in the tracker that the plan names, and a tracker says where and as whom (REA-12)', () => {
  const tracker =
    'ops: { kind: github, to: harbor/ops, token: "${GH}", closes: true } }, tickets: ops, slack: { api: "https://slack.com/api"'
  const { plan, secrets, complaints } = read(tracker, '', { GH: 'github_pat_1' })
  assert.deepEqual(
    complaints.filter(({ message }) => message.startsWith('channels')),
    [],
  )
  assert.deepEqual(plan!.channels.apps!['ops'], { id: 'ops', kind: 'github', name: 'GitHub issues', api: 'https://api.github.com', to: 'harbor/ops', closes: true }) // prettier-ignore
  assert.deepEqual([plan!.channels.tickets, secrets.get('channels.apps.ops.token')], ['ops', 'github_pat_1'])
  const said = (apps: string) => read(apps, '', { T: 't' }).complaints.map(({ message }) => message).join('\n') // prettier-ignore
  assert.match(said('ops: { kind: github, to: harbor, token: "${T}" }'), /channels\.apps\.ops: to is no repository/)
  assert.match(
    said('ops: { kind: jira, to: OPS, api: "https://x.example", token: "${T}" }'),
    /channels\.apps\.ops: token is not whose it is/,
  )
  assert.match(said('tg: { kind: telegram, to: 1, token: "${T}", closes: true }'), /channels\.apps\.tg: keeps no tickets/)
  assert.match(
    said('ops: { kind: pagerduty, token: "${T}" } }, tickets: ops, push: { ntfy: "${T}"'),
    /channels\.tickets: ops keeps no tickets/,
  )
  assert.match(
    said('ops: { kind: pagerduty, token: "${T}" } }, tickets: opz, push: { ntfy: "${T}"'),
    /there is no app under channels\.apps "opz"/,
  )
})
