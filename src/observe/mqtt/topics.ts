/** Whether a topic matches a filter of MQTT (`+`: one level, a last `#`: the level above and all below). */
export function matches(filter: string, topic: string): boolean {
  const wanted = filter.split('/')
  const levels = topic.split('/')
  // MQTT 3.1.1, 4.7.2: wildcards never reach the topics of the broker itself.
  if (topic.startsWith('$') && /^[+#]/.test(filter)) return false
  for (const [i, level] of wanted.entries()) {
    if (level === '#') return true
    if (i >= levels.length || (level !== '+' && level !== levels[i])) return false
  }
  return wanted.length === levels.length
}
