// Brings what a fresh clone lacks: packages, the pinned Node, the build. Runs on any Node from 18, for it comes before all else.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** The Node that package.json pins: the machine's own may be older. */
export const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** Runs a program in the project and ends this one when it fails. */
export function must(command, args, options = {}) {
  const { status, error, signal } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options })
  if (error) fail(`${command}: ${error.message}`)
  if (status !== 0) process.exit(signal ? 1 : status)
}

function fail(message) {
  console.error(message)
  process.exit(1)
}

/** Installs the packages of the lock file, unless what is installed is at least as recent. */
export function ensurePackages() {
  const installed = join(root, 'node_modules', '.package-lock.json')
  const wanted = statSync(join(root, 'package-lock.json')).mtimeMs
  if (existsSync(node) && existsSync(installed) && statSync(installed).mtimeMs >= wanted) return
  console.log('Installation des paquets… / Installing packages…')
  // The versions of the lock file, as `npm ci` does; but that one refuses a lock that lacks another platform's optional parts.
  must('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    shell: process.platform === 'win32',
  })
  if (!existsSync(node)) {
    fail(
      'The pinned Node was not installed: let npm run the install scripts that package.json allows (npm config set ignore-scripts false).',
    )
  }
  // npm leaves the date of its own record alone when it has nothing to change.
  utimesSync(installed, new Date(), new Date())
}

/** Compiles the sources unless nothing changed since the last time. */
export function ensureBuild() {
  const stamp = join(root, 'dist', '.built')
  const built = existsSync(stamp) ? statSync(stamp).mtimeMs : 0
  const inputs = [
    'src',
    'packs',
    'territories',
    'devices',
    'bench',
    'tsconfig.json',
    'tsconfig.build.json',
    'package-lock.json',
  ]
  if (inputs.every((input) => newest(join(root, input)) < built)) return
  must(node, [join(root, 'scripts', 'build.mjs')])
}

function newest(path) {
  const info = statSync(path)
  if (!info.isDirectory()) return info.mtimeMs
  return Math.max(info.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensurePackages()
  ensureBuild()
}
