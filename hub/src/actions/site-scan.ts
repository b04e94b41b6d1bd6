import type { Action } from './action.ts'

const MOST_ATTEMPTS = 2

/** Looks at the site again from outside for signs of an intrusion (REA-7). Two looks that are not sure end it: then a person looks. */
export const siteScan: Action = {
  id: 'site-scan',
  title: 'Scan the site from outside',
  async run({ scan, signal }) {
    const diary: string[] = []
    while (diary.length < MOST_ATTEMPTS && !signal.aborted) {
      const { found, says } = await scan()
      if (found !== 'unsure') return { result: 'done', output: says, mark: found === 'clean' ? 'cleaned' : 'reinfected' }
      diary.push(says)
    }
    return { result: 'failed', output: [...diary, 'The scan could not say whether the site is clean.'].join('\n') }
  },
}
