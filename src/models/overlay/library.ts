// GEOS compiled to WebAssembly, one a thread, loaded at the first use: 2 MB that most steps never need.

/** GEOS, its functions named as in its C interface. */
export type Library = Awaited<ReturnType<typeof load>>

async function load() {
  const { default: init } = await import('geos-wasm')
  // What fails is told by the error we throw, not on the terminal.
  return init({ errorHandler: () => {}, noticeHandler: () => {} })
}

let loading: Promise<Library> | undefined

export function loadGeos(): Promise<Library> {
  loading ??= load()
  return loading
}
