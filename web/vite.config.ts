import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Called by build.mjs, which names the folder and packs what comes out.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // The hub puts a word of the moment here: styles that a component makes while it runs carry it. `get-nonce` of Mantine's dialogs asks for it so.
  html: { cspNonce: 'STYLE-NONCE' },
  define: { __webpack_nonce__: 'globalThis.styleNonce' },
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false }, reportCompressedSize: false },
})
