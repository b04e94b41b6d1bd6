import { fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startHttpDouble } from '../../hub/src/network/http.double.ts'
import { foundAuthority } from '../../lab/src/authority.ts'
import { endProgram } from './end-program.ts'
import type { Done, Opening, Order, Ports } from './farm-words.ts'

export type Farm = AsyncDisposable & {
  readonly network: Readonly<Record<string, unknown>> // the part `network` of a configuration whose Internet is this farm
  /** Has the farm do something; gives how many pages it has served. */
  order(order: Order): Promise<number>
}

/** A farm of websites on loopback, a process of its own with so many servers; its authority's certificate is written into the folder. */
export async function openFarm(folder: string, groups: number): Promise<Farm> {
  const authority = await foundAuthority()
  const ca = join(folder, 'ca.pem')
  await writeFile(ca, authority.rootPem)
  const nothing = await startHttpDouble(() => ({ status: 404 }))
  const farm = fork(fileURLToPath(new URL('./farm.ts', import.meta.url)))
  const certificates = { names: Array.from({ length: groups }, (_, group) => `*.g${group}.test`) }
  farm.send({
    groups,
    good: await authority.issue(certificates),
    bad: await authority.issue({ ...certificates, flaw: 'expired' }),
  } satisfies Opening)
  const [ports] = (await once(farm, 'message')) as [Ports]
  let orders: Promise<unknown> = Promise.resolve()
  return {
    network: {
      resolvers: [`127.0.0.1:${ports.dns}`],
      'root-servers': [`127.0.0.1:${ports.dns}`],
      'rdap-bootstrap': `${nothing.url}/dns.json`,
      whois: '127.0.0.1:9',
      'trusted-ca': ca,
      'allow-private-targets': true,
      canaries: [],
      ports: { 443: ports.https, 80: ports.http },
    },
    order(order) {
      const done = orders.then(async () => {
        const heard = once(farm, 'message')
        farm.send(order)
        return ((await heard) as [Done])[0].served
      })
      orders = done
      return done
    },
    async [Symbol.asyncDispose]() {
      await endProgram(farm)
      await nothing.close()
    },
  }
}
