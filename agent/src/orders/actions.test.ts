import assert from 'node:assert/strict'
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { HOST_ACTIONS, hostAction, takesArguments } from '@allclear/wire/host-actions.ts'
import type { HostActionId } from '@allclear/wire/host-actions.ts'
import type { Ran } from '../run-program.ts'
import { whySpared } from './actions/block-address.ts'
import { complaintsIn } from './actions/clean.ts'
import { findProcess } from './actions/stop-miner.ts'
import { carryOut } from './carry-out.ts'
import { CATALOGUE } from './catalogue.ts'
import type { Premises } from './host-hand.ts'
import { premisesDouble, sampleArgs } from './premises.double.ts'
import { forgetAside } from './put-aside.ts'

const skip = existsSync('/proc/self/fd') ? false : 'no /proc here: the agent is for Linux'
const ids = Object.keys(HOST_ACTIONS) as HostActionId[]
const ADMINS = (command: string): Partial<Ran> => (command.includes('user list') ? { output: '1\n7\n' } : {})

function here(t: TestContext, says?: Parameters<typeof premisesDouble>[0]) {
  const double = premisesDouble(says)
  t.after(() => rmSync(double.root, { recursive: true, force: true }))
  const carry = (action: HostActionId, args: object, { dryRun = false, ...more }: Partial<Premises> & { dryRun?: boolean } = {}) =>
    carryOut(CATALOGUE[action], { ...sampleArgs(action), site: double.site, ...args } as Record<string, string>, { ...double.premises, ...more }, dryRun) // prettier-ignore
  return { ...double, carry }
}

test('every action takes its own example, and nothing that leads elsewhere or is not the whole of it (REA-11)', () => {
  const bad = ['', '-x', '../x', 'a/../b', '/etc/../root', 'a\nb', 'a\0b', '$(id)\n', `${'a'.repeat(300)}`, '/', 'a/', '..', '/var/www/']
  for (const id of ids) {
    const [action, args] = [hostAction(id)!, sampleArgs(id)]
    assert.ok(takesArguments(action, args), id)
    assert.equal(takesArguments(action, { ...args, more: 'x' }), false, id)
    for (const name of Object.keys(args)) {
      if (name === 'process') continue // it is compared and nothing else
      for (const value of bad) assert.equal(takesArguments(action, { ...args, [name]: value }), false, `${id} ${name}=${value}`)
      assert.equal(takesArguments(action, { ...args, [name]: 7 }), false)
    }
  }
  for (const file of ['.htaccess', 'wp-content/uploads/a b.php', 'wp-content/..x/é.php']) assert.ok(HOST_ACTIONS['quarantine-file'].takes.file.is.test(file), file) // prettier-ignore
  assert.equal(hostAction('toString'), null)
})

test(
  'every command names its program by an absolute path, none is a shell, and of a website nothing runs as root (REA-11)',
  { skip },
  async (t) => {
    const { site, premises, write } = here(t, ADMINS)
    write('wp-content/plugins/contact-form-7/contact-form-7.php', '<?php\n/* Plugin Name: Contact\nVersion: 6.1 */')
    write('wp-content/themes/twentytwentyfive/style.css', '/* Theme Name: T\nVersion: 1.3 */')
    write('wp-content/uploads/x.php', '<?php')
    const run = async ({ args }: { args: readonly string[] }) =>
      args.includes('plugin')
        ? { code: 1, output: 'contact-form-7\tx.php\tFile was added\n' }
        : args.includes('verify-checksums')
          ? {
              code: 1,
              output:
                "Warning: File doesn't verify against checksum: index.php\nError: WordPress installation doesn't verify against checksums.\n",
            }
          : { code: 0, output: '1\n' }
    for (const id of ids) {
      if (id === 'stop-miner' || id === 'roll-back') continue // what they find decides: below
      const args = { ...sampleArgs(id), ...('site' in HOST_ACTIONS[id].takes && { site }) }
      for (const step of await CATALOGUE[id].steps(args, { ...premises, run })) {
        if ('act' in step) continue
        assert.match(step.program, /^\/usr\/(local\/)?s?bin\/(?!(ba|da|z|k)?sh$|env$|perl|python)/, id)
        if ('site' in HOST_ACTIONS[id].takes) assert.ok((step.as?.uid ?? 0) > 0, `${id}: ${step.program} would run as root`)
      }
    }
  },
)

test('what the host does not name as a website, or what belongs to root, is left alone (REA-11)', { skip }, async (t) => {
  const { carry, root, site, ran } = here(t)
  assert.match((await carry('clear-cache', { site: '/var/www/other.example' })).output, /name it under "sites"/)
  assert.match((await carry('quarantine-file', { site: '/etc', file: 'passwd' })).output, /name it under "sites"/)
  assert.match((await carry('clear-cache', {}, { wp: null })).output, /wp-cli is not installed/)
  renameSync(site, join(root, 'elsewhere'))
  symlinkSync(join(root, 'elsewhere'), site)
  assert.match((await carry('clear-cache', {})).output, /without following a link/)
  assert.deepEqual(ran, [])
})

test('a file goes into quarantine with its owner and mode, and comes back as it was (REA-7)', { skip }, async (t) => {
  const { carry, site, premises, write } = here(t)
  const [file, path] = ['wp-content/uploads/x.php', join(site, 'wp-content/uploads/x.php')]
  write(file, '<?php evil();', 0o640)
  const before = statSync(path)
  const dry = await carry('quarantine-file', { file }, { dryRun: true })
  assert.match(dry.output, /^Move .*x\.php \(13 bytes, mode 640, user \d+, group \d+\) to /)
  assert.ok(existsSync(path) && !existsSync(join(premises.kept, premises.order)), 'a dry run changes nothing')
  assert.equal((await carry('quarantine-file', { file })).isDone, true)
  assert.equal(existsSync(path), false)
  const back = { order: premises.order }
  assert.equal((await carry('roll-back', back, { order: 'b'.repeat(24) })).isDone, true)
  const after = statSync(path)
  assert.deepEqual([after.uid, after.gid, after.mode, after.mtimeMs], [before.uid, before.gid, before.mode, before.mtimeMs])
  assert.equal(readFileSync(path, 'utf8'), '<?php evil();')
  assert.match((await carry('roll-back', back, { order: 'c'.repeat(24) })).output, /There is a x\.php again/)
  assert.match((await carry('roll-back', { order: 'd'.repeat(24) })).output, /Nothing is kept/)
  forgetAside(premises.kept, Date.now() + 91 * 86_400_000)
  assert.match((await carry('roll-back', back)).output, /Nothing is kept/)
})

test('root is not led out of a website by a link, nor to a file with a second name (REA-11)', { skip }, async (t) => {
  const { carry, root, site, write } = here(t)
  mkdirSync(join(root, 'etc'))
  writeFileSync(join(root, 'etc', 'shadow'), 'root:x')
  write('index.php', '<?php')
  symlinkSync(join(root, 'etc'), join(site, 'uploads'))
  symlinkSync(join(root, 'etc', 'shadow'), join(site, 'shadow'))
  linkSync(join(root, 'etc', 'shadow'), join(site, 'hard'))
  for (const file of ['uploads/shadow', 'shadow', 'hard', 'wp-includes', 'not-there'])
    assert.equal((await carry('quarantine-file', { file })).isDone, false, file)
  assert.equal(readFileSync(join(root, 'etc', 'shadow'), 'utf8'), 'root:x')
})

test('an update puts files and database aside first, and rolls back to exactly what was there (REA-7)', { skip }, async (t) => {
  const really = (command: string) => (command.startsWith('/usr/bin/tar') ? 'really' : {})
  const { carry, site, ran, write, premises } = here(t, really)
  const folder = 'wp-content/plugins/contact-form-7'
  write(`${folder}/contact-form-7.php`, 'old')
  const dry = await carry('update-plugin', {}, { dryRun: true })
  assert.match(dry.output, /Put aside in .*: 1 path \(wp-content\/plugins\/contact-form-7\), and the database/)
  assert.deepEqual(ran.length, 1)
  assert.match(ran[0]!, /^as user \d+: \/usr\/local\/bin\/wp plugin update contact-form-7 --dry-run --path=\/shop\.example --skip-plugins/)
  const done = await carry('update-plugin', {})
  assert.match(done.output, new RegExp(`The way back: roll-back order=${premises.order}`))
  assert.match(
    ran.slice(1).join('\n'),
    /tar --create .*files\.tar\.gz\n.*wp db export - .*database\.sql\n.*wp plugin update contact-form-7 --path/,
  )
  write(`${folder}/contact-form-7.php`, 'new')
  write(`${folder}/added.php`, 'came with the update')
  ran.length = 0
  const back = await carry('roll-back', { order: premises.order }, { order: 'b'.repeat(24) })
  assert.ok(back.isDone, back.output)
  assert.equal(readFileSync(join(site, folder, 'contact-form-7.php'), 'utf8'), 'old')
  assert.equal(existsSync(join(site, folder, 'added.php')), false)
  assert.match(ran.join('\n'), /wp db import - .*< .*database\.sql/)
  await carry('roll-back', { order: 'b'.repeat(24) }, { order: 'c'.repeat(24) })
  assert.equal(readFileSync(join(site, folder, 'contact-form-7.php'), 'utf8'), 'new', 'a way back has a way back')
})

test('an update ends before it begins when nothing could be put aside (REA-7)', { skip }, async (t) => {
  const { carry, ran, write } = here(t, (command) => (command.includes('db export') ? { code: 1, output: 'Access denied' } : {}))
  write('wp-content/plugins/contact-form-7/x.php', '<?php')
  const { isDone, output } = await carry('update-plugin', {})
  assert.deepEqual([isDone, ran.some((one) => one.includes('plugin update'))], [false, false])
  assert.match(output, /Access denied/)
  assert.match((await carry('update-theme', {})).output, /There is no wp-content\/themes\/twentytwentyfive/)
})

test('WordPress is cleaned from the known-good source, only where it differs, with a copy put aside (REA-7)', { skip }, async (t) => {
  const said = [
    "Warning: File doesn't verify against checksum: wp-load.php",
    'Warning: File should not exist: wp-includes/evil.php',
    'Warning: File should not exist: ../../etc/passwd',
    "Error: WordPress installation doesn't verify against checksums.",
  ].join('\n')
  assert.deepEqual(complaintsIn(said), { differ: ['wp-load.php'], lack: [], foreign: ['wp-includes/evil.php'] })
  const { carry, ran } = here(t, (command) => (command.includes('verify') && ran.length < 3 ? { code: 1, output: said } : {}))
  const dry = await carry('clean-core', {}, { dryRun: true })
  assert.match(
    dry.output,
    /1 of the files of WordPress 6\.9 differ: 1 path \(wp-load\.php\)\. 0 lack\. 1 are none of them: 1 path \(wp-includes\/evil\.php\)/,
  )
  assert.equal(ran.length, 1)
  assert.equal((await carry('clean-core', {})).isDone, true)
  const words = ran.slice(2).map((one) =>
    one
      .replace(/^as user \d+: /, '')
      .split(' ')
      .slice(0, 3)
      .join(' '),
  )
  assert.deepEqual(words, [
    '/usr/bin/tar --create --gzip',
    '/usr/bin/rm -f --',
    '/usr/local/bin/wp core download',
    '/usr/local/bin/wp core verify-checksums',
  ])
  assert.match(ran.join('\n'), /tar .* -- wp-load\.php wp-includes\/evil\.php > /)
  assert.match((await carry('clean-core', {})).output, /is as it was published/)
})

test('a plugin is installed anew only when its files were compared and differ (REA-7)', { skip }, async (t) => {
  const says = { code: 0, output: 'Success: Verified 1 of 1 plugins.' }
  const { carry, ran, write } = here(t, (command) => (command.includes('verify') ? says : {}))
  write('wp-content/plugins/contact-form-7/contact-form-7.php', '<?php\n/* Plugin Name: Contact\nVersion: 6.1 */')
  const clean = async (code: number, output: string) => (Object.assign(says, { code, output }), (await carry('clean-plugin', {})).output)
  assert.match(await clean(0, 'Success: Verified 1 of 1 plugins.'), /Every file of contact-form-7 6\.1 is as it was published/)
  assert.match(await clean(0, 'Warning: Could not retrieve the checksums for version 6.1 of plugin contact-form-7, skipping.'), /was not published/) // prettier-ignore
  assert.match(await clean(1, 'Error: Error establishing a database connection.'), /could not be compared/)
  assert.ok(!ran.some((one) => one.includes('plugin install')))
  await clean(1, 'contact-form-7\tx.php\tFile was added\nError: No plugins verified (1 failed).')
  assert.ok(ran.some((one) => one.includes('plugin install contact-form-7 --version=6.1 --force')))
})

test('administrators get passwords that nobody sees, and lose their sessions (REA-7)', { skip }, async (t) => {
  const { carry, ran } = here(t, ADMINS)
  assert.equal((await carry('rotate-secrets', {})).isDone, true)
  const words = ran.map((one) => /wp (.+?) --path/.exec(one)![1])
  assert.deepEqual(words, ['user list --role=administrator --field=ID', 'config shuffle-salts', 'user reset-password 1 7', 'user session destroy 1 --all', 'user session destroy 7 --all']) // prettier-ignore
  assert.doesNotMatch(ran.join(' '), /show-password|porcelain|user_pass/)
})

test('an address of strangers is blocked for a time; private ones, the host’s and the hub’s never (REA-11)', async (t) => {
  const { carry, ran } = here(t)
  assert.equal((await carry('block-address', { address: '203.0.113.7', for: '1h' })).isDone, true)
  assert.match(
    ran[0]!,
    /^\/usr\/sbin\/nft add table inet allclear; .*; add element inet allclear blocked4 \{ 203\.0\.113\.7 timeout 1h \}$/,
  )
  const spared = ['127.0.0.1', '10.1.2.3', '100.64.0.1', '169.254.169.254', '172.20.0.1', '192.168.1.1', '224.0.0.1', '255.255.255.255', '0.0.0.0', '::1', '::', '::ffff:203.0.113.7', 'fe80::1', 'fd00::1', 'ff02::1', '198.51.100.1', '2001:db8::1', '2001:DB8:0::1', '1.2.3', '203.0.113.0/24', '::127.0.0.1'] // prettier-ignore
  for (const address of spared) assert.equal((await carry('block-address', { address })).isDone, false, address)
  assert.equal(ran.length, 1)
  assert.match(whySpared('203.0.113.7', null)!, /hub cannot be found out/)
  await carry('unblock-address', { address: '2a00:1450::7' })
  assert.match(ran[1]!, /delete element inet allclear blocked6 \{ 2a00:1450::7 \}$/)
})

test('only the very process that was reported is ended, and none of root’s or of the system (REA-11)', { skip }, async (t) => {
  const { carry, root, premises } = here(t)
  const sleeper = spawn('/bin/sleep', ['60'], { stdio: 'ignore' })
  t.after(() => sleeper.kill('SIGKILL'))
  const proc = join(root, 'proc')
  const place = (pid: number, { uid = 33, exe = '/dev/shm/.x/xmrig', start = 1000 } = {}) => {
    mkdirSync(join(proc, String(pid)), { recursive: true })
    writeFileSync(join(proc, String(pid), 'stat'), `${pid} (xmrig) S ${'0 '.repeat(18)}${start} 0 0\n`)
    writeFileSync(join(proc, String(pid), 'status'), `Name:\txmrig\nUid:\t${uid}\t${uid}\t${uid}\t${uid}\n`)
    writeFileSync(join(proc, String(pid), 'cmdline'), '/dev/shm/.x/xmrig\0-o\0pool:3333\0--pass\0hunter2\0')
    symlinkSync(exe, join(proc, String(pid), 'exe'))
  }
  mkdirSync(proc)
  writeFileSync(join(proc, 'stat'), 'cpu 0\nbtime 1700000000\n')
  place(sleeper.pid!)
  place(71, { uid: 0 })
  place(72, { exe: '/usr/sbin/mariadbd' })
  const find =
    (pid: number, more: object = {}) =>
    () =>
      findProcess({ pid: String(pid), started: '1700000010', process: 'xmrig', ...more }, { proc })
  assert.throws(find(71), /root’s/)
  assert.throws(find(72), /a program of the system/)
  assert.throws(find(73), /no process 73/)
  assert.throws(find(sleeper.pid!, { started: '1700000600' }), /another one by now/)
  assert.throws(find(sleeper.pid!, { process: 'mysqld' }), /another one by now/)
  const args = { pid: String(sleeper.pid), started: '1700000010', process: 'xmrig' }
  const dry = await carry('stop-miner', args, { proc, dryRun: true })
  assert.match(dry.output, /End process \d+ of user 33, \/dev\/shm\/\.x\/xmrig: .*--pass \*\*\*/)
  assert.equal(sleeper.exitCode ?? sleeper.signalCode, null)
  const ended = new Promise((resolve) => sleeper.once('exit', () => resolve(rmSync(join(proc, String(sleeper.pid)), { recursive: true }))))
  assert.match((await carry('stop-miner', args, { proc, order: premises.order })).output, /Ended process/)
  await ended
  assert.equal(sleeper.signalCode, 'SIGTERM')
})
