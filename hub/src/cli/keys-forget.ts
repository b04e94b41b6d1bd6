import { systemClock } from '../clock.ts'
import { Problem } from '../problem.ts'
import { forgetSealed } from '../store/forget-sealed.ts'
import { openStore } from '../store/store.ts'
import { placeIn } from './place-in.ts'
import type { Out } from './report-complaints.ts'
import { askRunningHub } from './running-hub.ts'

/** `keys forget`: for whoever has lost the master key for good. What was sealed is lost, and the hub starts again. */
export async function keysForget({ data }: { readonly data: string }, out: Out): Promise<number> {
  if (await askRunningHub(data, '/api/v1/keys'))
    throw new Problem(
      'conflict',
      'data_in_use',
      `A hub runs on ${data}: it has its master key.`,
      'Have its secrets sealed anew: keys rotate.',
    )
  const store = await openStore(placeIn(data))
  try {
    await forgetSealed(store, systemClock.now())
  } finally {
    await store.close()
  }
  out.stdout('What was sealed is gone: links in messages that were sent, second factors by code, browsers that are paged. Start the hub.\n')
  return 0
}
