import type { Action, End } from './action.ts'

/** Renews the certificate on the server itself: its agent runs certbot, if the host allows it, and the site must then serve a good one. */
export const certbot: Action = {
  id: 'certbot',
  title: 'Renew the certificate on the server',
  async run({ site, agent, network, signal }) {
    const failed = (output: string): End => ({ result: 'failed', output })
    if (!agent) return failed(`There is no agent on the server of ${site.id} that could run certbot.`)
    if (!agent.allows.includes('renew-certificate'))
      return failed(
        `${agent.host} does not allow renew-certificate: add "renew-certificate name=${site.id}" to /etc/allclear/allow.d there.`,
      )
    const { result, output } = await agent.order('renew-certificate', { name: site.id })
    if (result !== 'done') return failed(`${output}\nThe agent on ${agent.host} says: ${result}.`)
    const { hostname, port } = new URL(site.url)
    const served = await network.handshake({ host: hostname, port: Number(port || 443), servername: hostname }, { signal })
    const isGood = served.ok && served.authorized && served.nameMatches
    return { result: isGood ? 'done' : 'failed', output: `${output}\n${site.id} serves ${isGood ? 'a good' : 'no good'} certificate.` }
  },
}
