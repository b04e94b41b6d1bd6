import { ADDRESSES } from './addresses.ts'
import type { Authority } from './authority.ts'
import { Host, type Exchange } from './host.ts'
import { NGINX_DEFAULT } from './pages/default-pages.ts'
import { document } from './pages/document.ts'
import { nobody } from './pages/edge-pages.ts'
import { expired } from './pages/parking-pages.ts'
import type { Panel } from './panel.ts'
import { showingFor } from './showing.ts'
import { hostOf, reply, send } from './site-answers.ts'
import type { World } from './world.ts'

/** Hosts that are nobody's website: the parking companies' server, a stranger's, the hosting panel, the revocation list. */
export function otherHosts(world: World, authority: Authority, panel: Panel): readonly Host[] {
  const always = (name: string) => ({ show: () => showingFor(authority, name).show(null), byName: false })
  const strangers = showingFor(authority, 'shop.stranger.example')
  return [
    new Host(ADDRESSES.parkingPage, (exchange) => park(world, exchange), always('parking.pendingrenewaldeletion.com')),
    new Host(ADDRESSES.stranger, beStranger, {
      show: (name) => strangers.show(name?.endsWith('stranger.example') ? name : null),
      byName: true,
    }),
    new Host(ADDRESSES.panel, (exchange) => panel.answer(exchange), showingFor(authority, 'panel.anchor.example')),
    new Host(ADDRESSES.revocations, (exchange) => tellRevocations(authority, exchange), showingFor(authority, 'crl.labca.example')),
  ]
}

/** What the parking server shows depends on whose lapsed domain is asked for. */
function park(world: World, exchange: Exchange) {
  const name = hostOf(exchange.request.headers.host)
  const state = world.all.find(({ site }) => [site.name, `www.${site.name}`].includes(name))
  if (state?.fault?.lander) return state.fault.lander(exchange, state.site)
  return send(exchange.response, 200, expired(nobody(name || 'This domain')))
}

function beStranger({ request, response }: Exchange) {
  const isOwn = hostOf(request.headers.host).endsWith('stranger.example')
  return send(response, 200, isOwn ? document('You have won', '<h1>Buy cheap pills</h1><p>viagra, cialis, casino</p>') : NGINX_DEFAULT)
}

async function tellRevocations(authority: Authority, { request, response }: Exchange) {
  if (!request.url?.endsWith('.crl')) return reply(response, 404, [], 'There is no such list.\n')
  const list = await authority.revocations(request.url.endsWith('/forged.crl') ? 'forged' : undefined)
  response.writeHead(200, { 'content-type': 'application/pkix-crl', 'content-length': list.length })
  response.end(list)
}
