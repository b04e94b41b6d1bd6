import { sampleOf } from '../src/domain/host/sample.double.ts'
import { judgeHost } from '../src/domain/host/thresholds.ts'
import { after, days, minutes } from '../src/domain/instant.ts'
import { addOrder, endOrder, giveOrders } from '../src/store/agent-orders.ts'
import { hearAgent, keepFigures, placeAgent } from '../src/store/agents.ts'
import { addHostEvent } from '../src/store/host-events.ts'
import type { Store } from '../src/store/store.ts'
import { NOW } from './seeded-hub.ts'

export const HOSTS = { 'web-1': { id: 'web-1', name: 'Web 1' }, 'web-2': { id: 'web-2', name: 'Web 2' } } as const

const DISKS = [
  { mount: '/', type: 'ext4', size: 100e9, used: 40e9, inodes: 0, inodesUsed: 0, fullIn: null },
  { mount: '/var', type: 'ext4', size: 200e9, used: 184e9, inodes: 0, inodesUsed: 0, fullIn: 2.5 * 86_400 },
]
const hardening = { family: 'debian', updates: 3, restartNeeded: false, firewall: 'nftables', ssh: { passwords: false, root: 'no' }, keepsJournal: true, writable: { seen: 900, count: 0, folders: [] } } as const // prettier-ignore
const DRY = [
  '2 of the files of WordPress 6.9 differ: 2 paths (index.php, wp-includes/load.php). 0 lack. 1 are none of them: 1 path (wp-includes/x.php).',
  'Put aside in /var/lib/allclear-hand/kept/o3: 3 paths (index.php, wp-includes/load.php, wp-includes/x.php)',
  'as user 33: /usr/bin/rm -f -- /var/www/cornerbakery.example/wp-includes/x.php',
  'as user 33: /usr/local/bin/wp core download --force --skip-content --version=6.9 --locale=en_US',
].join('\n')
const top = [{ name: 'php-fpm', user: 'www-data', cpu: 2, memory: 1e9 }]

/** Two hosts: one whose agent saw a disk fill up and a restart, and one without an agent. */
export async function seedHosts({ store }: { readonly store: Store }) {
  const sample = { ...sampleOf({ disks: DISKS, hardening }), at: NOW }
  const { levels } = judgeHost(sample, judgeHost({ ...sample, at: after(NOW, minutes(-3)) }, {}).levels)
  const moment = (ago: number, load: number) => ({
    ...{ at: after(NOW, minutes(-60 - ago)), load: [load, 1, 1], cores: 2, cpu: 0.9, memory: 0.97, swap: 0.4, waits: null, disk: 0.9 },
    ...{ sockets: 12, top, urls: [], addresses: [] },
  })
  const order = { host: 'web-1', agent: 'a1', notBefore: NOW, expires: after(NOW, minutes(10)), by: 'ana', dryRun: true }
  const restart = { action: 'restart-service', args: { unit: 'nginx' } }
  await store.transaction(async (tx) => {
    await placeAgent(tx, { host: 'web-1', id: 'a1', publicKey: '', at: after(NOW, days(-9)) })
    const allows = ['snapshot', 'restart-service', 'block-address', 'clean-core', 'stop-miner']
    const state = { version: '0.1.0', sample, faulty: [], allows, levels }
    await hearAgent(tx, { host: 'web-1', id: 'a1', number: 1, boot: 'b2', at: NOW, missed: 0, state })
    for (let n = 143; n >= 0; n--) {
      const load = n > 5 && n < 20 ? 2 + Math.sin(n) : 0.4
      const figures = { load, cpu: load / 4, memory: 0.5 + (143 - n) / 400, disk: 0.8 + (143 - n) / 1200 }
      await keepFigures(tx, 'web-1', after(NOW, minutes(-10 * n)), figures, after(NOW, days(-1)))
    }
    const restarted = { at: after(NOW, minutes(-60)), kind: 'restarted', says: 'Web 1 was restarted; nothing was seen of it for 1m. In the 10m before, the load rose from 0.5 to 9.0 on 2 cores.', lines: [], moments: [moment(10, 0.5), moment(5, 4), moment(1, 9)] } // prettier-ignore
    const logged = { at: after(NOW, minutes(-30)), kind: 'log', says: 'PHP wrote 40 fatal errors in a minute to /var/log/php.log.', lines: ['PHP Fatal error: Allowed memory size exhausted'], moments: [] } // prettier-ignore
    for (const event of [restarted, logged]) await addHostEvent(tx, 'web-1', event, after(NOW, days(-30)))
    await addOrder(tx, { id: 'o1', host: 'web-1', body: JSON.stringify({ ...order, id: 'o1', ...restart }), madeAt: NOW, expiresAt: order.expires }) // prettier-ignore
    const clean = { action: 'clean-core', args: { site: '/var/www/cornerbakery.example' } }
    const times = { host: 'web-1', madeAt: NOW, expiresAt: after(NOW, minutes(30)) }
    await addOrder(tx, { ...times, id: 'o2', body: JSON.stringify({ ...order, ...clean, id: 'o2' }) })
    await giveOrders(tx, 'web-1', NOW)
    await endOrder(tx, 'web-1', 'o2', { result: 'done', output: DRY, at: NOW })
    const waiting = { waitsUntil: times.expiresAt, firstBy: 'ben', dryRun: 'o2' }
    await addOrder(tx, { ...times, ...waiting, id: 'o3', body: JSON.stringify({ ...order, ...clean, id: 'o3', dryRun: false, by: 'ben' }) })
  })
}
