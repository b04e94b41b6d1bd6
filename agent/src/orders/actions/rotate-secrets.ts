import { Unable } from '../host-hand.ts'
import type { HostHand } from '../host-hand.ts'
import { findWebsite, wpCommand } from '../website.ts'

const MOST = 50

// The new passwords are drawn by WordPress and are never printed: whoever has the mailbox of an administrator makes one of their own.
export const rotateSecrets: HostHand = {
  async steps({ site }, premises) {
    const website = findWebsite(site!, premises)
    const wp = (...args: string[]) => wpCommand(website, args, premises)
    const { code, output } = await premises.run(wp('user', 'list', '--role=administrator', '--field=ID'))
    const ids = output.split('\n').flatMap((line) => (/^\d{1,10}$/.test(line.trim()) ? [line.trim()] : []))
    if (code !== 0 || ids.length === 0) throw new Unable(`The administrators could not be listed: ${output.trim().slice(-500)}`)
    if (ids.length > MOST) throw new Unable(`There are ${ids.length} administrators: a person should look first.`)
    return [
      wp('config', 'shuffle-salts'),
      wp('user', 'reset-password', ...ids),
      ...ids.map((id) => ({ ...wp('user', 'session', 'destroy', id, '--all'), mayFail: true })), // who has none, fails
    ]
  },
}
