import { fileURLToPath, pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'

/** Writes `scene.ts` with all that it imports into one file, whose start takes half of the processor: a proof starts thousands. */
export async function bundleScene(file: string): Promise<void> {
  const bundle = await rolldown({
    input: fileURLToPath(new URL('./scene.ts', import.meta.url)),
    platform: 'node',
    external: /^node:/,
    // What a module reads from beside itself is still there, not beside the bundle.
    plugins: [{ name: 'places', transform: (code, id) => code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href)) }],
  })
  await bundle.write({ file, format: 'esm', codeSplitting: false })
  await bundle.close()
}
