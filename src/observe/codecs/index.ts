export { openSandbox, type Sandbox } from './sandbox.ts'
export type { Codec, CodecCall, CodecInput, CodecKind, Decoded, Encoded, Normalised, SandboxLimits } from './types.ts'
