import { loadLibrary } from '../library.ts'
import type { Library } from '../library.ts'
import { openToRead } from '../store/store.ts'
import type { Store } from '../store/store.ts'
import { placeIn } from './place-in.ts'

/** The playbooks of a hub that is not running: its files, and what was saved in its data. */
export async function readingPlaybooks(
  data: string,
  playbooksDir: string | undefined,
): Promise<{ readonly store: Store; readonly library: () => Library } & AsyncDisposable> {
  const library = await loadLibrary({ playbooksDir })
  const store = await openToRead(placeIn(data))
  return { store, library: () => library, [Symbol.asyncDispose]: () => store.close() }
}
