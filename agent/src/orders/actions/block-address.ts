import { BlockList, isIP } from 'node:net'
import { Unable } from '../host-hand.ts'
import type { Args, Command, HostHand, Premises } from '../host-hand.ts'

const TABLE = 'inet allclear'

// Addresses that are no stranger's (RFC 6890, RFC 4193, RFC 5771): to block one is a mistake, or worse.
const OWN = new BlockList()
for (const [net, bits] of [['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.168.0.0', 16], ['224.0.0.0', 3]] as const) OWN.addSubnet(net, bits, 'ipv4') // prettier-ignore
for (const [net, bits] of [
  ['::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  OWN.addSubnet(net, bits, 'ipv6')

/** Why an address is never blocked; null where it may be. */
export function whySpared(address: string, own: readonly string[] | null): string | null {
  const version = isIP(address)
  if (version === 0) return `${address} is no address.`
  const kind = version === 4 ? 'ipv4' : 'ipv6'
  if (OWN.check(address, kind) || address.toLowerCase().startsWith('::ffff:'))
    return `${address} is private, loopback or of no single host.`
  if (own === null) return 'The address of the hub cannot be found out, and it must not be blocked: run the installer again.'
  const spared = new BlockList()
  for (const one of own) if (isIP(one) !== 0) spared.addAddress(one, isIP(one) === 4 ? 'ipv4' : 'ipv6')
  return spared.check(address, kind) ? `${address} is the host’s own address, or the hub’s.` : null
}

async function mayBe({ address }: Args, premises: Premises): Promise<{ address: string; set: string }> {
  const spared = whySpared(address!, await premises.ownAddresses())
  if (spared !== null) throw new Unable(spared)
  return { address: address!, set: isIP(address!) === 4 ? 'blocked4' : 'blocked6' }
}

// One transaction of nftables: all of it is done, or nothing. Adding what is there already does nothing (nft(8)).
const nft = (...script: string[]): Command => ({ program: '/usr/sbin/nft', args: [script.join('; ')], timeoutMs: 30_000 })
const TABLES = [
  `add table ${TABLE}`,
  ...[`4 { type ipv4_addr; flags timeout; }`, `6 { type ipv6_addr; flags timeout; }`].map((set) => `add set ${TABLE} blocked${set}`),
]

export const blockAddress: HostHand = {
  async steps(args, premises) {
    const { address, set } = await mayBe(args, premises)
    const element = `element ${TABLE} ${set}`
    return [
      nft(
        ...TABLES,
        `add chain ${TABLE} input { type filter hook input priority -10; }`,
        `flush chain ${TABLE} input`,
        `add rule ${TABLE} input ip saddr @blocked4 drop`,
        `add rule ${TABLE} input ip6 saddr @blocked6 drop`,
        ...[`add ${element} { ${address} }`, `delete ${element} { ${address} }`, `add ${element} { ${address} timeout ${args.for} }`],
      ),
    ]
  },
}

export const unblockAddress: HostHand = {
  async steps(args, premises) {
    const { address, set } = await mayBe(args, premises)
    const element = `element ${TABLE} ${set} { ${address} }`
    return [nft(...TABLES, `add ${element}`, `delete ${element}`)]
  },
}
