import type { Stage } from '../stage.ts'

/** An outage that people have to mend: paged, taken, told of, escalated, mended, watched, cleared. */
export const outage =
  (words: { readonly fault: string; readonly breaks: string; readonly mends: string }) =>
  async (stage: Stage): Promise<void> => {
    stage.say(`Now ${words.breaks}.`, 'Next: the outage is verified, its cause is named, and somebody is paged.')
    stage.takePagesAfter(8)
    await stage.order({ do: 'panel', renewals: 'fail' })
    await stage.break(words.fault)
    await stage.until({ kind: 'message', audience: 'client' })
    await stage.until({ kind: 'escalation' })
    await stage.pause(3)
    stage.say(`And now ${words.mends}.`, 'Next: the site is watched for 15 minutes before anyone hears an all clear.')
    await stage.fix()
  }
