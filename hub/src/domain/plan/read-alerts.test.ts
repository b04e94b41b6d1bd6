import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPlan } from './read-plan.ts'

const read = (alerts: string, variables: Record<string, string> = {}) =>
  readPlan(
    `operator: { name: Harbor, timezone: UTC, mail: noc@harbor.example }
people: { ana: { name: Ana, mail: ana@harbor.example, role: owner } }
sites: { cornerbakery.example: { url: "https://cornerbakery.example/" } }
alerts: { ${alerts} }
`,
    'allclear.yaml',
    { variables: { lookup: (name) => variables[name], unsetIsEmpty: true }, checkSchemas: {} },
  )

test('who may send alerts is read with its secret apart, and one without its secret is off and said to be', () => {
  const { plan, secrets } = read('kuma: { kind: uptime-kuma, token: "${T}", sites: { Shop: cornerbakery.example } }', { T: 'x'.repeat(16) })
  assert.deepEqual(plan!.alerts['kuma'], { id: 'kuma', kind: 'uptime-kuma', name: 'Uptime Kuma', partner: null, sites: { Shop: 'cornerbakery.example' }, mapping: null }) // prettier-ignore
  assert.equal(secrets.get('alerts.kuma.token'), 'x'.repeat(16))
  const unset = read('kuma: { kind: uptime-kuma, token: "${T}" }')
  assert.ok(unset.plan && unset.complaints.some(({ message }) => message === 'alerts.kuma.token is empty: its alerts are refused'))
})

test('a source that would let anybody in, names what is not there or lacks its mapping is complained about at its place', () => {
  const said = (alerts: string) => read(alerts, { S: 'short' }).complaints.map(({ line, message }) => `${line} ${message}`).join('\n') // prettier-ignore
  assert.match(said('x: { kind: pingdom }'), /^4 alerts\.x: neither a token nor a signing secret says who may send$/m)
  assert.match(said('x: { kind: pingdom, token: "${S}" }'), /alerts\.x\.token: is shorter than 16 characters/)
  assert.match(said('x: { kind: nagios, token: "${T}" }'), /alerts\.x\.kind/)
  assert.match(said('x: { kind: generic, token: "${T}" }'), /a mapping goes with kind: generic/)
  assert.match(said('x: { kind: pingdom, token: "${T}", partner: nobody }'), /there is no partner "nobody"/)
  assert.match(said('x: { kind: pingdom, token: "${T}", sites: { Shop: cornerbakry.example } }'), /there is no site "cornerbakry\.example"/)
})
