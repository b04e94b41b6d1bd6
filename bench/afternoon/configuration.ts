/** Where the two partners are. */
export const ZONE = 'America/Chicago'

/** What the stranger writes below what `init` wrote: the Internet of the farm, an Alertmanager, two partners and a client of each. */
export const configured = (network: Readonly<Record<string, unknown>>, url: string) => ({
  hub: { url },
  network,
  alerts: { prometheus: { kind: 'alertmanager', token: '${ALERT_TOKEN}' } },
  partners: {
    brightside: partner('Brightside Studio', 'Brightside Care <care@brightside.example>', 'Rosa Lind', 'rosa@brightside.example'),
    northlight: partner('Northlight Digital', 'Northlight Care <care@northlight.example>', 'Jonas Feld', 'jonas@northlight.example'),
  },
  clients: {
    'corner-bakery': { partner: 'brightside', name: 'Corner Bakery', contacts: [{ name: 'Bo Hart', mail: 'bo@mailbox.example' }] },
    fahrradwerk: { partner: 'northlight', name: 'Fahrradwerk', contacts: [{ name: 'Mia Sommer', mail: 'mia@mailbox.example' }] },
  },
})

const partner = (name: string, from: string, person: string, mail: string) => ({
  ...{ name, timezone: ZONE, brand: { from }, contacts: [{ name: person, mail }], cc: [mail] },
})

/** A playbook of their own, so that the afternoon need not wait: the client is told at once, and ten seconds well are enough for the all clear. */
export const OUR_PLAYBOOK = `playbook: ours
title: Certificate error
causes: ["tls.*"]
first-contact: client
severity: critical
stable-for: 10s

steps:
  - id: tell-client
    start: at once
    unless: [recovered]
    message: { to: client, template: certificate-investigating }

  - id: renew
    start: at once
    unless: [recovered]
    task: { title: Renew the certificate, for: on-call, due: 15m }
`
