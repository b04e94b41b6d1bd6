/** A place that must not be reached, as somebody would write it: in an address, or as what a name resolves to. */
export type Payload = { readonly host: string; readonly resolvesTo: readonly string[] | null }

// Loopback, networks of one's own, the clouds' metadata, and what is no place at all.
const INSIDE = [
  ...['127.0.0.1', '127.255.255.254', '127.0.1.3', '10.0.0.1', '10.255.255.254', '172.16.0.1', '172.31.255.254', '192.168.0.1', '192.168.255.254'],
  ...['169.254.169.254', '169.254.170.2', '100.100.100.200', '100.64.0.1', '168.63.129.16', '192.0.0.192', '0.0.0.0', '0.0.0.1'],
  ...['198.18.0.1', '224.0.0.1', '239.255.255.250', '240.0.0.1', '255.255.255.255'],
] // prettier-ignore
const INSIDE_6 = [
  ...['::1', '::', 'fe80::1', 'febf::1', 'fc00::1', 'fd00::1', 'fdff:ffff::1', 'fd00:ec2::254', 'fec0::1', 'ff02::1', 'ff0e::1', '64:ff9b:1::1'],
  ...['2001:db8::1', '3fff::1', '100::1', '2001::1', '2001:10::1', '2001:20::1', '5f00::1', '0:0:0:0:0:0:0:1', '0000::0001', '::0.0.0.1', '4000::1'],
] // prettier-ignore

const partsOf = (address: string) => address.split('.').map(Number) as [number, number, number, number]
const wholeOf = (address: string) => partsOf(address).reduce((sum, part) => sum * 256 + part, 0)
const hex = (number: number, digits = 0) => number.toString(16).padStart(digits, '0')

/** The ways to write an IPv4 address that some reader of addresses takes for it (WHATWG URL, inet_aton, IDNA). */
function written(address: string): string[] {
  const [a, b, c, d] = partsOf(address)
  const whole = wholeOf(address)
  const wide = (text: string, zero: number) => text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)))
  const circled = (text: string) => text.replace(/[1-9]/g, (digit) => String.fromCodePoint(0x2460 + Number(digit) - 1)).replace(/0/g, '⓪')
  return [
    ...[address, `${address}.`, String(whole), `0x${hex(whole)}`, `0X${hex(whole, 8).toUpperCase()}`, `0${whole.toString(8)}`, `000${whole.toString(8)}`],
    ...[`0x${hex(a)}.0x${hex(b)}.0x${hex(c)}.0x${hex(d)}`, `0${a.toString(8)}.0${b.toString(8)}.0${c.toString(8)}.0${d.toString(8)}`],
    ...[`000${a.toString(8)}.000${b.toString(8)}.${c}.${d}`, `${a}.0x${hex(b)}.0${c.toString(8)}.${d}`, `0x${hex(a)}.${b * 65536 + c * 256 + d}`],
    ...[`${a}.${b * 65536 + c * 256 + d}`, `${a}.${b}.${c * 256 + d}`, `${a}.${b}.0x${hex(c * 256 + d)}`, `0x${hex(a)}.${b}.${c}.${d}.`],
    ...[wide(address, 0xff10), circled(address), wide(address, 0x1d7ce), wide(address, 0x1d7d8), address.replaceAll('.', '。'), address.replaceAll('.', '．')],
    ...[address.replaceAll('.', '｡'), `${a}.${b}。${c}．${d}`, wide(String(whole), 0xff10), address.replace(/\d/, (digit) => `%3${digit}`)],
    ...[address.replaceAll('.', '%2e'), `${a}\u00ad.${b}.${c}.${d}`, `${a}.${b}.${c}.${d}\u200b`, `\t${address}`, `${address}\n`],
  ] // prettier-ignore
}

/** The IPv6 addresses that carry an IPv4 address somewhere. */
function embedded(address: string): string[] {
  const [a, b, c, d] = partsOf(address)
  const [high, low] = [hex(a * 256 + b), hex(c * 256 + d)]
  const [notHigh, notLow] = [hex((a * 256 + b) ^ 0xffff), hex((c * 256 + d) ^ 0xffff)]
  return [
    ...[`::ffff:${high}:${low}`, `::ffff:${address}`, `0:0:0:0:0:ffff:${high}:${low}`, `::FFFF:${high}:${low}`, `::${high}:${low}`, `::${address}`],
    ...[`::ffff:0:${high}:${low}`, `::ffff:0:${address}`, `64:ff9b::${high}:${low}`, `64:ff9b::${address}`, `64:ff9b:1::${high}:${low}`],
    ...[`2002:${high}:${low}::`, `2002:${high}:${low}::1`, `2001:0:${high}:${low}::1`, `2001:0:808:808:0:0:${notHigh}:${notLow}`],
    ...[`2606:4700::5efe:${high}:${low}`, `2606:4700::200:5efe:${high}:${low}`],
  ] // prettier-ignore
}

const literal = (host: string): Payload => ({ host, resolvesTo: null })

/** Hosts that lead inside by how they are written: no name server is asked. */
export const LITERALS: readonly Payload[] = [
  ...INSIDE.flatMap(written),
  ...[...INSIDE.flatMap(embedded), ...INSIDE_6].map((address) => `[${address}]`),
  ...['localhost', 'localhost.', 'LOCALHOST', 'a.localhost', 'ｌｏｃａｌｈｏｓｔ', 'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ', 'ip6-localhost', '[fe80::1%25eth0]', '[::1%25lo]', '[::1', '::1', '0', '1', '0x0'],
].map(literal) // prettier-ignore

/** Names whose servers answer with something inside, alone or among public addresses. */
export const NAMES: readonly Payload[] = [
  ...INSIDE.map((address) => [address]),
  ...INSIDE.flatMap((address) => [['8.8.8.8', address], ['2606:4700::1111', ...embedded(address).slice(0, 1)]]),
  ...INSIDE.flatMap((address) => embedded(address).map((one) => [one])),
  ...INSIDE_6.filter((address) => address !== '4000::1').map((address) => [address]),
  ...INSIDE_6.filter((address) => address !== '4000::1').map((address) => ['2606:4700::1111', address, '2606:4700::1001']),
].map((resolvesTo, n) => ({ host: `n${n}.test`, resolvesTo })) // prettier-ignore

/** Whole addresses whose host is not where the eye finds it. */
export const TRICKS: readonly string[] = INSIDE.slice(0, 10).flatMap((at) => [
  ...[`http://8.8.8.8@${at}/`, `http://user:pw@${at}/`, `http://8.8.8.8:80@${at}:80/`, `http://${at}#@8.8.8.8/`, `http://${at}?@8.8.8.8/`],
  ...[`http://${at}\\@8.8.8.8/`, `http:\\\\${at}/`, `http:${at}/`, `http:///${at}/`, `http:/${at}/`, `//${at}/`, `ht\ntp://${at}/`, `\u0001http://${at}/`],
  ...[`http://${at}\\.example.com/`, `http://${at}:080/`, `http://${at}:8080/x`, `ftp://${at}/`, `file://${at}/etc/passwd`, `gopher://${at}:6379/_x`],
  ...[`ws://${at}/`, `data:text/html,x`, `javascript:location="http://${at}/"`, `dict://${at}:11211/stats`, `http://%20${at}/`, `http://[::ffff:${at}]:80/`],
]) // prettier-ignore
