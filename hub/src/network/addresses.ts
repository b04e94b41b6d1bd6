import { isIPv4, isIPv6 } from 'node:net'

/**
 * Where an address leads. `public`: the Internet. `private`: networks of one's own, for which an operator may give leave (a lab, an intranet).
 * `never`: what nothing we do has business with, leave or not: link-local with the clouds' metadata, multicast, unspecified, reserved.
 */
export type Reach = 'public' | 'private' | 'never'
export type Judgement = { readonly reach: Reach; readonly kind: string }

type Rule = readonly [network: string, reach: Reach, kind: string]

// IANA IPv4 Special-Purpose Address Registry (RFC 6890 and its followers); the first rule that fits holds.
const IPV4: readonly Rule[] = [
  ['0.0.0.0/8', 'never', 'unspecified'],
  ['10.0.0.0/8', 'private', 'private'],
  ['100.64.0.0/10', 'private', 'carrier-grade NAT'],
  ['127.0.0.0/8', 'private', 'loopback'],
  ['168.63.129.16/32', 'never', 'metadata'], // Azure's own server, at an address that looks public (learn.microsoft.com, "What is IP address 168.63.129.16?")
  ['169.254.0.0/16', 'never', 'link-local'],
  ['172.16.0.0/12', 'private', 'private'],
  ['192.0.0.0/24', 'never', 'reserved'],
  ['192.0.2.0/24', 'private', 'documentation'],
  ['192.88.99.0/24', 'never', 'reserved'],
  ['192.168.0.0/16', 'private', 'private'],
  ['198.18.0.0/15', 'private', 'benchmarking'],
  ['198.51.100.0/24', 'private', 'documentation'],
  ['203.0.113.0/24', 'private', 'documentation'],
  ['224.0.0.0/4', 'never', 'multicast'],
  ['240.0.0.0/4', 'never', 'reserved'],
]

// IANA IPv6 Special-Purpose Address Registry; what no rule names is public inside 2000::/3 and reserved outside it.
const IPV6: readonly Rule[] = [
  ['::/128', 'never', 'unspecified'],
  ['::1/128', 'private', 'loopback'],
  ['fd00:ec2::254/128', 'never', 'metadata'],
  ['fc00::/7', 'private', 'unique local'],
  ['fe80::/10', 'never', 'link-local'],
  ['fec0::/10', 'never', 'site-local'],
  ['ff00::/8', 'never', 'multicast'],
  ['64:ff9b:1::/48', 'never', 'local NAT64'], // RFC 8215: leads wherever its network likes, in several layouts
  ['2001:db8::/32', 'private', 'documentation'],
  ['3fff::/20', 'private', 'documentation'],
  ['2001::/23', 'never', 'reserved'],
  ['2000::/3', 'public', 'public'],
]

type Network<Bits> = { readonly bits: Bits; readonly mask: Bits; readonly reach: Reach; readonly kind: string }

const read = <Bits>(rules: readonly Rule[], bitsOf: (address: string) => Bits, maskOf: (length: number) => Bits) =>
  rules.map(([network, reach, kind]): Network<Bits> => {
    const [address, length] = network.split('/') as [string, string]
    return { bits: bitsOf(address), mask: maskOf(Number(length)), reach, kind }
  })

// Each look judges its address twice, nearly always one of IPv4: numbers cost a tenth of what bigints do.
const bitsOf4 = (address: string) => address.split('.').reduce((bits, part) => bits * 256 + Number(part), 0)

function bitsOf6(address: string): bigint {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address)
  if (dotted) {
    const four = bitsOf4(dotted[2]!)
    return bitsOf6(`${dotted[1]}${(four >>> 16).toString(16)}:${(four & 0xffff).toString(16)}`)
  }
  const [head, tail] = address.split('::') as [string, string?]
  const before = head === '' ? [] : head.split(':')
  const behind = tail === undefined || tail === '' ? [] : tail.split(':')
  const groups = [...before, ...Array<string>(8 - before.length - behind.length).fill('0'), ...behind]
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n)
}

const NETWORKS4 = read(IPV4, bitsOf4, (length) => 2 ** 32 - 2 ** (32 - length))
const NETWORKS6 = read(IPV6, bitsOf6, (length) => ((1n << BigInt(length)) - 1n) << BigInt(128 - length))
const PUBLIC: Judgement = { reach: 'public', kind: 'public' }
const RESERVED: Judgement = { reach: 'never', kind: 'reserved' }
const STRICTNESS: Record<Reach, number> = { public: 0, private: 1, never: 2 }

const judge4 = (bits: number): Judgement => NETWORKS4.find((network) => (bits & network.mask) >>> 0 === network.bits) ?? PUBLIC
const low32 = (bits: bigint) => Number(bits & 0xffff_ffffn)
const worse = (one: Judgement, other: Judgement) => (STRICTNESS[one.reach] >= STRICTNESS[other.reach] ? one : other)

/**
 * The IPv4 addresses that an IPv6 address may be carried to: mapped and compatible (RFC 4291), translated (RFC 2765),
 * NAT64 (RFC 6052), 6to4 (RFC 3056) and Teredo (RFC 4380).
 */
function embedded(bits: bigint): readonly bigint[] {
  const low = bits & 0xffff_ffffn
  const high = bits >> 32n
  if (high === 0n && low > 1n) return [low]
  if (high === 0xffffn || high === 0xffff_0000n) return [low]
  if (high === 0x64_ff9b_0000_0000_0000_0000n) return [low]
  if (bits >> 112n === 0x2002n) return [(bits >> 80n) & 0xffff_ffffn]
  if (bits >> 96n === 0x2001_0000n) return [(bits >> 64n) & 0xffff_ffffn, low ^ 0xffff_ffffn]
  return []
}

// ISATAP (RFC 5214) writes an IPv4 address into the interface part of any network.
function native6(bits: bigint): Judgement {
  const outside = NETWORKS6.find((network) => (bits & network.mask) === network.bits) ?? RESERVED
  return ((bits >> 32n) & 0xfdff_ffffn) === 0x5efen ? worse(outside, judge4(low32(bits))) : outside
}

function judge6(bits: bigint): Judgement {
  const inside = embedded(bits)
  if (inside.length === 0) return native6(bits)
  const carried = inside.map((address) => judge4(low32(address))).reduce(worse)
  const isRouted = bits >> 32n !== 0n // compatible addresses never are
  return isRouted ? carried : worse(carried, RESERVED)
}

/** Says where an IPv4 or IPv6 address leads, seeing through every form that carries an IPv4 address inside. */
export function judgeAddress(address: string): Judgement {
  if (isIPv4(address)) return judge4(bitsOf4(address))
  if (!isIPv6(address) || address.includes('%')) return { reach: 'never', kind: address.includes('%') ? 'link-local' : 'not an address' }
  return judge6(bitsOf6(address))
}
