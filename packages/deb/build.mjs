// Makes allclear_VERSION_ARCH.deb in packages/dist from the tarball beside it: the package with what it needs and a Node of its own, a systemd
// unit that begins when there is a configuration in /etc/allclear, and a user who owns nothing else. Prints its path.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const dist = join(dirname(here), 'dist')
const { version, description } = JSON.parse(readFileSync(join(dist, 'allclear', 'package.json'), 'utf8'))
const arch = { x64: 'amd64', arm64: 'arm64' }[process.arch]
if (!arch) throw new Error(`There is no Node of npm for Debian on ${process.arch}.`)

function run(command, ...words) {
  const { status } = spawnSync(command, words, { stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error(`${command} ${words[0]} failed: see above.`)
}

const tree = mkdtempSync(join(tmpdir(), 'allclear-deb-'))
try {
  const put = (path, text, mode = 0o644) => {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), text, { mode })
  }
  const home = join(tree, 'usr/lib/allclear')
  mkdirSync(home, { recursive: true })
  writeFileSync(join(home, 'package.json'), '{"private":true}\n')
  run('npm', 'install', '--prefix', home, '--no-audit', '--no-fund', '--silent', join(dist, `allclear-${version}.tgz`))
  const node = `/usr/lib/allclear/node_modules/node-linux-${process.arch}/bin/node`
  put(
    'usr/bin/allclear',
    `#!/bin/sh\nexec ${node} --max-semi-space-size=2 --optimize-for-size /usr/lib/allclear/node_modules/allclear/hub/src/main.js "$@"\n`,
    0o755,
  )
  mkdirSync(join(tree, 'usr/lib/systemd/system'), { recursive: true })
  cpSync(join(here, 'allclear.service'), join(tree, 'usr/lib/systemd/system/allclear.service'))
  mkdirSync(join(tree, 'usr/share/doc'), { recursive: true })
  symlinkSync('/usr/lib/allclear/node_modules/allclear', join(tree, 'usr/share/doc/allclear'))
  put(
    'etc/default/allclear',
    '# Secrets that /etc/allclear/*.yaml names, and what is said under Operating:\n# SMTP_URL=\n# DATABASE_URL=\n# LISTEN=127.0.0.1:8470\n',
    0o640,
  )
  put('DEBIAN/conffiles', '/etc/default/allclear\n')
  put(
    'DEBIAN/control',
    [
      ...[
        'Package: allclear',
        `Version: ${version}`,
        `Architecture: ${arch}`,
        'Maintainer: Allclear <allclear@localhost>',
        'Section: admin',
      ],
      ...['Priority: optional', 'Depends: libc6, libstdc++6, libatomic1, adduser, iputils-ping', 'Suggests: postgresql'],
      ...[`Description: ${description}`, ' Watches websites, finds out what broke, tells the right people in the right order.', ''],
    ].join('\n'),
  )
  for (const name of ['postinst', 'prerm', 'postrm']) put(`DEBIAN/${name}`, readFileSync(join(here, name), 'utf8'), 0o755)
  run('chmod', '-R', 'u+rwX,go+rX,go-w', tree)
  run('chmod', '0640', join(tree, 'etc/default/allclear'))
  const deb = join(dist, `allclear_${version}_${arch}.deb`)
  run('dpkg-deb', '--build', '--root-owner-group', '-Zzstd', tree, deb)
  process.stdout.write(`${deb}\n`)
} finally {
  rmSync(tree, { recursive: true, force: true })
}
