import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startHttpDouble } from '../../hub/src/network/http.double.ts'
import { startMailDouble } from '../../hub/src/network/smtp.double.ts'

const CANARY = '127.0.0.1'
export const addressOf = (n: number): string => `127.${1 + (n % 200)}.${Math.floor(n / 200) % 250}.${1 + Math.floor(n / 50_000)}`

/** What many sites need around them: their pages, a mail server and a push service that keep what they get. */
export async function openAround() {
  const broken = { all: false, addresses: new Set<string>() }
  const seen = new Set<string>()
  const pages = createServer(({ socket }, answer) => {
    const address = socket.localAddress ?? ''
    seen.add(address)
    if (broken.all || broken.addresses.has(address)) answer.destroy()
    else answer.writeHead(200, { connection: 'close' }).end('well')
  })
  await once(pages.listen(0, '0.0.0.0', 4096), 'listening')
  const pushedAt: number[] = []
  const mail = await startMailDouble()
  const push = await startHttpDouble(() => (pushedAt.push(Date.now()), { body: { id: 'p' } }))
  return {
    broken,
    seen,
    mail,
    push,
    pushedAt,
    /** A configuration of so many sites, each at an address of its own, on 200 networks. */
    configOf: (sites: number, interval: string) => agencyOf(sites, interval, (pages.address() as AddressInfo).port, mail.port, push.url),
    async [Symbol.asyncDispose]() {
      pages.closeAllConnections()
      pages.close()
      await Promise.all([mail.close(), push.close()])
    },
  }
}

const agencyOf = (sites: number, interval: string, port: number, mail: number, push: string) => `
operator: { name: Harbor, timezone: UTC, mail: noc@harbor.example }
people: { ana: { name: Ana, mail: ana@harbor.example, timezone: UTC, role: owner } }
escalation: [{ notify: ana, by: [push, mail], wait: 15m }, { notify: ana, by: [push, mail], repeat: 2 }]
partners:
  brightside:
    name: Brightside
    brand: { from: Brightside Care <care@brightside.example> }
    cc: [rosa@brightside.example]
    contacts: [{ name: Rosa, mail: rosa@brightside.example }]
clients: { bakery: { partner: brightside, name: Bakery, contacts: [{ name: Bo, mail: bo@bakery.example }] } }
channels: { mail: { smtp: 'smtp://127.0.0.1:${mail}' }, push: { ntfy: '${push}' } }
network: { allow-private-targets: true, canaries: ['http://${CANARY}:${port}/'] }
sites:
${Array.from({ length: sites }, (_, n) => `  s${n}.example: { client: bakery, url: 'http://${addressOf(n)}:${port}/', interval: ${interval} }`).join('\n')}
`
