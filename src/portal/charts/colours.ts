/** Cividis at five even steps (Nuñez, Anderton and Renslow, 2018): even in lightness, the same for colour-blind readers. */
export const cividis = ['#00224e', '#35456c', '#666970', '#a69d75', '#fee838'] as const

/** Three line colours of Okabe and Ito (2008), told apart without red-green vision; also told apart by dashes. */
export const series = ['var(--series-1)', 'var(--series-2)', 'var(--series-3)'] as const
