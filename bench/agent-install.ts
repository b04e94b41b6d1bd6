import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { makeExecutable } from '../agent/executable.ts'
import type { Instant } from '../hub/src/domain/instant.ts'
import { freePort } from '../hub/src/network/free-port.double.ts'
import { startServer } from '../hub/src/http/server.ts'
import { findAgent } from '../hub/src/store/agents.ts'
import { seededHub } from '../hub/test/seeded-hub.ts'
import { seededPlan } from '../hub/test/seeded-plan.ts'

/**
 * The installer on a real Debian: a small one is fetched by debootstrap (or `--root FOLDER` names one, made with the same packages), and in it, as on
 * a host, the line of the hub is run. Checked are users, files and their modes, the units as systemd reads them, and that the agent reports with
 * the very words of its unit. Nothing of the folder given is changed: what is written lies in memory. With `--executable` the agent brings its own
 * Node. systemd does not run in there, so units are read and not started. As root.
 */
const { values } = parseArgs({
  options: { root: { type: 'string' }, suite: { type: 'string', default: 'trixie' }, executable: { type: 'boolean', default: false } },
})
const PACKAGES = ['systemd', 'curl', 'ca-certificates', 'nodejs']
const needed = ['/usr/bin/unshare', ...(values.root === undefined ? ['/usr/sbin/debootstrap'] : [])].filter((path) => !existsSync(path))
if (needed.length > 0 || process.getuid?.() !== 0) {
  process.stderr.write(`This needs ${[...needed, 'root'].join(', ')}.\n`)
  process.exit(2)
}

const folder = mkdtempSync(join(tmpdir(), 'allclear-install-'))
const root = values.root ?? join(folder, 'debian')
if (values.root === undefined)
  execFileSync('/usr/sbin/debootstrap', ['--variant=minbase', `--include=${PACKAGES.join(',')}`, values.suite, root], { stdio: 'ignore' })

const port = await freePort()
const url = `http://127.0.0.1:${port}/`
const plan = seededPlan()
const hub = await seededHub({ ...plan, hub: { ...plan.hub, url }, hosts: { 'web-1': { id: 'web-1', name: 'Web 1' } } } as typeof plan)
hub.clock.at = Date.now() as Instant
const ticking = setInterval(() => (hub.clock.at = Date.now() as Instant), 500)
const server = await startServer(hub.around, { host: '127.0.0.1', port })
const { token } = await hub.around.agents.invite('web-1', 'bench')

// One place of mounts for the whole trial: Debian below, memory above.
const held = spawn('/usr/bin/unshare', ['--mount', '--pid', '--fork', 'sh', '-c', `
set -e
mount -t tmpfs memory ${folder}
mkdir -p ${folder}/up ${folder}/work ${folder}/host
mount -t overlay host -o lowerdir=${root},upperdir=${folder}/up,workdir=${folder}/work ${folder}/host
mount -t proc proc ${folder}/host/proc
echo ready; exec sleep 600`], { stdio: ['ignore', 'pipe', 'inherit'] }) // prettier-ignore
await once(held.stdout, 'data')
const [shell] = readFileSync(`/proc/${held.pid}/task/${held.pid}/children`, 'utf8').split(' ')
const inside = (script: string, input = '') =>
  new Promise<{ code: number | null; said: string }>((resolve) => {
    const words = ['--target', shell!, '--mount', '--pid', 'chroot', join(folder, 'host'), 'sh', '-c', script]
    const child = spawn('/usr/bin/nsenter', words, { stdio: ['pipe', 'pipe', 'pipe'], env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (more: Buffer) => (said += more.toString()))
    child.once('close', (code) => resolve({ code, said: said.trim() }))
    child.stdin.end(input)
  })

const results: [string, boolean][] = []
const is = (what: string, isRight: boolean) => void results.push([what, isRight])
if (values.executable) {
  makeExecutable(join(folder, 'allclear-agent'))
  // The folder is hidden by the mount in there, so it goes over a pipe.
  const bytes = readFileSync(join(folder, 'allclear-agent'))
  const words = ['--target', shell!, '--mount', 'chroot', join(folder, 'host'), 'sh', '-c', 'cat > /opt/allclear-agent']
  execFileSync('/usr/bin/nsenter', words, { input: bytes })
}
const fetch = await inside(`curl -fsS ${url}agent/install.sh -o install.sh && cat /etc/debian_version`)
is(`Debian ${fetch.said} fetches the installer`, fetch.code === 0)
if (values.executable) {
  const without = await inside(`mv /usr/bin/node /usr/bin/no-node; sh install.sh ${url} /opt/allclear-agent`, token)
  is(`without what it needs: ${without.said.split('\n').at(-1)}`, without.code === 1 && /apt install libatomic1/.test(without.said))
  is('its libraries are installed', (await inside('apt-get install -y --no-install-recommends libatomic1 libstdc++6')).code === 0)
}
const installed = await inside(`sh install.sh ${url} ${values.executable ? '/opt/allclear-agent' : ''}`, token)
is(`it ends with ${installed.code}: ${installed.said.split('\n').at(-1)}`, installed.code === 0)

const program = values.executable ? 'allclear-agent' : 'agent.mjs'
const EXPECTED = [
  `755 root:root /usr/local/lib/allclear/${program}`,
  '755 root:root /etc/allclear',
  '755 root:root /etc/allclear/allow.d',
  '644 root:root /etc/allclear/hub.json',
  '700 allclear:allclear /var/lib/allclear',
  '600 allclear:allclear /var/lib/allclear/identity.json',
  '755 root:root /var/lib/allclear-hand',
  '700 allclear:allclear /var/lib/allclear-hand/orders',
]
const stat = await inside(`stat -c '%a %U:%G %n' ${EXPECTED.map((line) => line.split(' ')[2]).join(' ')}`)
for (const line of EXPECTED) is(line, stat.said.split('\n').includes(line))
const user = await inside('getent passwd allclear; id -nG allclear')
is(user.said.replaceAll('\n', ', '), /^allclear:x:\d+:\d+::\/var\/lib\/allclear:\/usr\/sbin\/nologin\n.*\badm\b/.test(user.said))
is('the token is nowhere on it', (await inside(`! grep -rlF ${token} /etc /var /usr/local /root`)).code === 0)
const units = '/etc/systemd/system/allclear-agent.service /etc/systemd/system/allclear-hand.service /etc/systemd/system/allclear-hand.path'
const verify = await inside(`systemd-analyze verify --man=no ${units}`)
is(`systemd reads the units${verify.said === '' ? ' without a word' : `: ${verify.said}`}`, verify.code === 0 && verify.said === '')
const enabled = await inside('ls /etc/systemd/system/multi-user.target.wants')
is(`they start with the machine: ${enabled.said.split('\n').join(', ')}`, ['allclear-agent.service', 'allclear-hand.path'].every((unit) => enabled.said.includes(unit))) // prettier-ignore
const exposure = /→ Overall exposure level.*: ([\d.]+)/.exec((await inside('systemd-analyze security --no-pager --offline=true /etc/systemd/system/allclear-agent.service')).said)?.[1] // prettier-ignore
is(`systemd rates what the agent is exposed to ${exposure} of 10, the less the better`, Number(exposure) <= 4)

// As systemd would start it: as its user, with the words of its unit.
const words = (await inside("sed -n 's/^ExecStart=//p' /etc/systemd/system/allclear-agent.service")).said
const running = inside(`timeout 20 setpriv --reuid allclear --regid allclear --init-groups ${words}`)
const heard = async () => (await findAgent(hub.store.db, { host: 'web-1' }))?.lastNumber ?? 0
for (let n = 0; n < 100 && (await heard()) === 0; n++) await pause(200)
is(`the agent has reported: ${await heard()}`, (await heard()) > 0)
const { said } = await running
is(`what it said meanwhile: ${said || 'nothing'}`, !/fault of ours/i.test(said))

const again = await hub.around.agents.invite('web-1', 'bench')
const second = await inside(`sh install.sh ${url} ${values.executable ? '/opt/allclear-agent' : ''}`, again.token)
is('installed again over itself', second.code === 0)
const spent = await inside(`sh install.sh ${url} ${values.executable ? '/opt/allclear-agent' : ''}`, again.token)
is(`a token that is spent: ${spent.said.split('\n').at(-1)?.slice(0, 120)}`, spent.code !== 0)

held.kill('SIGKILL')
process.kill(Number(shell), 'SIGKILL')
clearInterval(ticking)
await server.close()
await hub.store.close()
await pause(200)
rmSync(folder, { recursive: true, force: true })
for (const [what, isRight] of results) process.stdout.write(`${isRight ? 'right' : 'WRONG'}  ${what}\n`)
process.exitCode = results.every(([, isRight]) => isRight) ? 0 : 1
