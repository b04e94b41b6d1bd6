import type { Figure } from './figure.ts'

const WHERE = 'measured in November 2026 on AMD EPYC, 2 virtual cores, 24 GiB, Debian 12; farm on the same cores'
const PEERS: readonly [string, string, number, string][] = [
  ['Uptime Kuma 2.5.3', 'CPU per 1,000 HTTPS checks at 50/s (7.5 to 9.1 × the C floor)', 3.5, 'CPU-s'],
  ['Prometheus 2.42 and blackbox_exporter 0.23', 'CPU per 1,000 HTTPS checks at 50/s (3.9 to 4.2 × the C floor)', 1.8, 'CPU-s'],
  ['Nagios 4.4.6 with check_http', 'CPU per 1,000 HTTPS checks at 50/s, unverified (8.1 to 8.3 × the C floor)', 3.44, 'CPU-s'],
  ['Uptime Kuma 2.5.3', 'CPU per 1,000 HTTP checks at 50/s', 1.9, 'CPU-s'],
  ['Uptime Kuma 2.5.3', 'memory with 1,000 HTTPS monitors', 575, 'MB'],
  ['Uptime Kuma 2.5.3', 'memory of each further HTTPS monitor', 320, 'kB'],
  ['Prometheus 2.42 and blackbox_exporter 0.23', 'memory with 1,000 HTTPS monitors', 282, 'MB'],
  ['Uptime Kuma 2.5.3', 'to the disk for each check', 36_500, 'bytes'],
  ['Prometheus 2.42 and blackbox_exporter 0.23', 'to the disk for each check', 310, 'bytes'],
  ['Uptime Kuma 2.5.3', 'stored for each check', 155, 'bytes'],
  ['Uptime Kuma 2.5.3', 'fault to the first message, median, every 20 s, without a second look', 11.7, 's'],
  ['Uptime Kuma 2.5.3', 'messages when 1,000 monitors fail at once', 1000, ''],
]

/** What other programs take for the same, as it was once measured beside ours; it is not measured again here. */
export const peers = (): Figure[] =>
  PEERS.map(([peer, what, value, unit]) => ({ figure: `peer, ${peer}: ${what}`, value, unit, baseline: WHERE, asked: null, reached: null }))
