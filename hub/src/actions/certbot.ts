import type { Action, End } from './action.ts'

type Around = Parameters<Action['run']>[0]

const MOST_ATTEMPTS = 2 // an authority limits failed validations (Let's Encrypt: five an hour)

/** Renews the certificate on the server itself: its agent runs certbot, if the host allows it, and the site must then serve a good one. */
export const certbot: Action = {
  id: 'certbot',
  title: 'Renew the certificate on the server',
  async run(around) {
    const { site, agent, signal } = around
    const failed = (output: string): End => ({ result: 'failed', output })
    if (!agent) return failed(`There is no agent on the server of ${site.id} that could run certbot.`)
    if (!agent.allows.includes('renew-certificate'))
      return failed(
        `${agent.host} does not allow renew-certificate: add "renew-certificate name=${site.id}" to /etc/allclear/allow.d there.`,
      )
    const diary: string[] = []
    for (let attempt = 1; attempt <= MOST_ATTEMPTS && !signal.aborted; attempt++) {
      const { result, output } = await agent.order('renew-certificate', { name: site.id })
      diary.push(output)
      if (result === 'done' && (await servesGood(around)))
        return { result: 'done', output: [...diary, `${site.id} serves a good certificate.`].join('\n') }
      diary.push(result === 'done' ? `${site.id} serves no good certificate.` : `The agent on ${agent.host} says: ${result}.`)
      if (result !== 'done' && result !== 'failed') break // a host that refuses, or does not answer, does so again
    }
    return failed(diary.join('\n'))
  },
}

async function servesGood({ site, network, signal }: Around): Promise<boolean> {
  const { hostname, port } = new URL(site.url)
  const served = await network.handshake({ host: hostname, port: Number(port || 443), servername: hostname }, { signal })
  return served.ok && served.authorized && served.nameMatches
}
