// A file of tests that does not end keeps the whole suite waiting for ever; node:test limits its tests, and not what they leave open.
const LIMIT_MS = 600_000

if (process.env.NODE_TEST_CONTEXT)
  setTimeout(() => {
    process.stderr.write(
      `${process.argv[1]} is ended after ${LIMIT_MS / 1000} s. Still open: ${process.getActiveResourcesInfo().join(', ')}\n`,
    )
    process.exit(1)
  }, LIMIT_MS).unref()
